/** A council: how many took each position by source, and who took which, a row a member. */

import { axisX, axisY, barX, cell, stackX, text } from "@observablehq/plot";
import { number, say } from "../ui/words.js";
import { capital } from "../picture/table.js";
import { CLASSES, draw, INK, LINE, PAPER, roomFor, shortened } from "./drawing.js";

/** @typedef {{id: string, title: string, unit: string, units: string, positions: [string, string][], members: string[], strays: number, sources: {id: string, name: string, said: number[]}[]}} Roll */

/** Lightness and order tell positions apart, and each has its name beside it. */
const SHADES = [CLASSES[4], "var(--mark)", CLASSES[1], "var(--half)", CLASSES[2], "var(--faint)"];

/** @param {number} position */
function shade(position) {
  return position < 0 ? PAPER : SHADES[Math.min(position, SHADES.length - 1)];
}

/** @param {Roll} roll */
export function positions(roll) {
  const of = roll.members.length - roll.strays; // what follows is no member's
  const counted = roll.sources.map(({ name, said }) => ({ name, counts: [...roll.positions.keys(), -1].map((at) => said.slice(0, of).filter((one) => one === at).length) }));
  const title = say("charts-positions-title", { title: roll.title });
  const names = [...roll.positions.map(([, name]) => name), say("charts-no-position")];
  const used = names.flatMap((_, at) => (counted.some(({ counts }) => counts[at]) ? [at] : []));
  return {
    title,
    told: say("charts-positions-told", { count: of, units: roll.units }),
    not: say("charts-positions-not") + (roll.strays ? ` ${say("charts-strays-out", { count: roll.strays })}` : ""),
    legend: used.map((at) => ({ colour: shade(at < roll.positions.length ? at : -1), text: names[at] })),
    empty: roll.sources.length === 0,
    /** @param {number} width */
    drawn(width) {
      const room = roomFor(counted.map(({ name }) => name), width);
      const bars = counted.flatMap(({ name, counts }) => used.map((at) => ({ name, at, count: counts[at], text: `${name}\n${names[at]}: ${number(counts[at])}` })));
      return draw(title, {
        width,
        height: counted.length * 40 + 60,
        marginLeft: room,
        marginTop: 30,
        marginRight: 24,
        y: { domain: counted.map(({ name }) => name), type: "band", padding: 0.25 },
        marks: [
          barX(bars, stackX({ x: "count", y: "name", order: "at", fill: (/** @type {{at: number}} */ { at }) => shade(at < roll.positions.length ? at : -1), stroke: INK, strokeWidth: 0.5, title: "text" })),
          text(bars.filter(({ count }) => count), stackX({ x: "count", y: "name", order: "at", text: (/** @type {{count: number}} */ { count }) => number(count), fill: INK, stroke: PAPER, strokeWidth: 3 })),
          axisX({ anchor: "top", label: null, ticks: Math.min(8, Math.floor(width / 80)), tickFormat: (/** @type {number} */ count) => (Number.isInteger(count) ? number(count) : "") }),
          axisY({ tickSize: 0, label: null, tickFormat: (/** @type {string} */ name) => shortened(name, room) }),
        ],
      });
    },
    plain: { heads: [capital(say("charts-source")), ...used.map((at) => names[at])], rows: counted.map(({ name, counts }) => [name, ...used.map((at) => counts[at])]) },
  };
}

/**
 * The sources with the numbers that head their columns where names have no room.
 * @param {Roll} roll
 */
function numbered({ sources }) {
  return sources.map(({ name }, at) => `${number(at + 1)} ${name}`).join(", ");
}

/** @param {Roll} roll */
export function members(roll) {
  const title = say("charts-members-title", { title: roll.title });
  const nameOf = (/** @type {number} */ at) => (at < 0 ? say("charts-no-position") : roll.positions[at][1]);
  const used = [...new Set(roll.sources.flatMap(({ said }) => said))].sort((one, other) => (one < 0 ? 99 : one) - (other < 0 ? 99 : other));
  const order = [...roll.members.keys()].sort((one, other) => rank(one) - rank(other) || one - other);
  /** @param {number} member */
  function rank(member) {
    const said = roll.sources[0].said[member];
    return said < 0 ? 99 : said;
  }
  return {
    title,
    told: [
      say("charts-members-told", { count: roll.members.length - roll.strays, units: roll.units }),
      ...(roll.sources.length > 1 ? [say("charts-members-columns", { sources: numbered(roll) })] : []),
    ].join(" "),
    not: say("charts-members-not") + (roll.strays ? ` ${say("charts-strays-quoted")}` : ""),
    legend: used.map((at) => ({ colour: shade(at), text: nameOf(at) })),
    empty: roll.members.length === 0,
    /** @param {number} width */
    drawn(width) {
      const room = roomFor(roll.members, width);
      const cells = roll.sources.flatMap(({ id, name, said }) => order.map((member) => ({ source: id, member, at: said[member], text: `${roll.members[member]}\n${name}: ${nameOf(said[member])}` })));
      const names = new Map(roll.sources.map(({ id, name }) => [id, name]));
      const each = Math.min(Math.max((width - room - 24) / Math.max(roll.sources.length, 1), 20), 180);
      const roomy = used.every((at) => at < 0 || shortened(nameOf(at), each) === nameOf(at)); // half a word is none
      return draw(title, {
        width: Math.min(width, room + 24 + roll.sources.length * 180),
        height: order.length * 20 + 50,
        marginLeft: room,
        marginTop: 34,
        marginRight: 24,
        x: { domain: roll.sources.map(({ id }) => id), type: "band", padding: 0.06 },
        y: { domain: order, type: "band", padding: 0.1 },
        marks: [
          cell(cells, { x: "source", y: "member", fill: (/** @type {{at: number}} */ { at }) => shade(at), stroke: LINE, title: "text" }),
          ...(roomy ? [text(cells.filter(({ at }) => at >= 0), { x: "source", y: "member", text: (/** @type {{at: number}} */ { at }) => nameOf(at), fill: INK, stroke: PAPER, strokeWidth: 3 })] : []),
          axisX({ anchor: "top", tickSize: 0, label: null, tickFormat: (/** @type {string} */ id, /** @type {number} */ at) => (roomy ? shortened(names.get(id) ?? id, each) : number(at + 1)) }),
          axisY({ tickSize: 0, label: null, tickFormat: (/** @type {number} */ member) => shortened(roll.members[member], room) }),
        ],
      });
    },
    plain: { heads: [capital(roll.unit), ...roll.sources.map(({ name }) => name)], rows: roll.members.map((name, member) => [name, ...roll.sources.map(({ said }) => nameOf(said[member]))]) },
  };
}
