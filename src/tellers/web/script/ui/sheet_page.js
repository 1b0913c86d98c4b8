/** A sheets page: the address names a unit, and its sheet opens on top, verified; or an area, and it is shown. */

import { el, fill } from "./dom.js";
import { tellFault, told } from "./fault.js";
import { FOLDER_CHOSEN, siteFiles } from "./files.js";
import { findingText } from "./finding_text.js";
import { folderChooser } from "./folder.js";
import { historyOf } from "./history.js";
import { LANGUAGE_CHANGED } from "./language.js";
import { openedLog, orReadAnew } from "./opened.js";
import { closeArea, offerAreas, showArea, wayTo } from "./sheet_areas.js";
import { namedUnit, readTables } from "./sheet_tables.js";
import { verifySheet } from "./sheet_verify.js";
import { historyView, partsView, verdictView } from "./sheet_view.js";
import { root } from "./shell.js";
import { language, say, warmFormats } from "./words.js";

/** @typedef {import("./sheet_rows.js").Row} Row */
/** @typedef {import("./sheet_rows.js").Sheets} Sheets */
/** @typedef {{sheets: Sheets, rows: Row[]}} Found a unit's rows in one table */
/** @typedef {import("./finding_text.js").Finding} Finding */

let turn = 0; // a later opening makes an earlier one's answer void
let moved = false; // whether the reader has moved the page since it was opened

/** Opens the sheet that the address names, now and whenever it names another. */
export function startSheets() {
  const tables = readTables();
  if (!tables.length) return;
  document.documentElement.classList.add("scripted");
  offerSheets(tables);
  offerAreas(tables);
  sayHow();
  const open = () => void openSheet(tables);
  for (const kind of ["wheel", "touchmove", "keydown", "mousedown"]) {
    window.addEventListener(kind, () => { moved = true; }, { passive: true });
  }
  window.addEventListener("hashchange", open);
  document.addEventListener(FOLDER_CHOSEN, open);
  document.addEventListener(LANGUAGE_CHANGED, open);
  open();
}

/** Says that opening a sheet verifies it, in place of the line that nothing was. */
function sayHow() {
  for (const line of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("p.unverified"))) {
    line.dataset.t = "sheets-open";
    line.textContent = say("sheets-open");
  }
}

/**
 * Makes each unit's code a link that opens its sheet.
 * @param {Sheets[]} tables
 */
function offerSheets(tables) {
  for (const { units } of tables) {
    for (const [unit, element] of units) {
      const head = element.querySelector("th");
      if (!head || head.querySelector("a")) continue;
      const link = el("a", { href: `#${encodeURIComponent(unit)}` });
      link.append(...head.childNodes);
      head.append(link);
    }
  }
}

/** @param {Sheets[]} tables */
async function openSheet(tables) {
  turn += 1;
  const unit = namedUnit();
  document.querySelector(".sheet-view")?.remove();
  for (const row of document.querySelectorAll("tr.shown")) row.classList.remove("shown");
  closeArea();
  if (!unit || unit === "main" || showArea(tables, unit)) return;
  const found = tables.filter(({ units }) => units.has(unit))
    .map((sheets) => ({ sheets, rows: sheets.rows.filter((row) => row.unit === unit) }));
  if (!found.length) {
    if (!document.getElementById(unit)) tellUnknown(unit);
    return;
  }
  const view = frameOf(unit, found, tables);
  onTop(view.element);
  view.heading.focus({ preventScroll: true });
  moved = false;
  toSheet(view.element);
  if (document.readyState !== "complete") {
    window.addEventListener("load", () => requestAnimationFrame(() => toSheet(view.element)), { once: true });
  }
  const verified = found.map((one, at) => verifyInto(view.parts[at], { ...one, unit }));
  warmFormats();
  await Promise.all(verified);
  toSheet(view.element);
}

/**
 * Brings a sheet into view, unless the reader has moved since: the browser goes to the row that the address
 * names, now or when the page is whole, however long that takes, and takes the focus away from where it was; the
 * reader goes to the sheet.
 * @param {HTMLElement} element
 */
function toSheet(element) {
  if (moved || !element.isConnected) return;
  element.scrollIntoView();
  if (document.activeElement === document.body) element.querySelector("h2")?.focus({ preventScroll: true });
}

/** @param {HTMLElement} element */
function onTop(element) {
  const heading = document.querySelector("main h1 + .subtitle") ?? document.querySelector("main h1");
  if (heading) heading.after(element);
  else document.querySelector("main")?.prepend(element);
}

/**
 * Says that this page lists no such unit, and where to look for it.
 * @param {string} unit
 */
function tellUnknown(unit) {
  const find = `${root()}${language()}/find.html#${new URLSearchParams({ q: unit })}`;
  onTop(el("section", { class: "sheet-view" }, told("unsure", say("sheet-unknown", { unit }),
    el("p", {}, el("a", { href: find }, say("site-find"))))));
}

/**
 * The frame of the view: which sheet it is, where it lies, the sheets before and after.
 * @param {string} unit
 * @param {Found[]} found
 * @param {Sheets[]} tables
 */
function frameOf(unit, found, tables) {
  const row = found[0].sheets.units.get(unit);
  if (!row) throw new Error("a unit without a row was found");
  for (const one of found) for (const element of [one.sheets.units.get(unit), ...one.rows.map((each) => each.element)]) element?.classList.add("shown");
  const name = row.querySelector("th")?.textContent?.trim() || unit;
  const way = wayTo(found[0].sheets, unit);
  const units = [...new Set(tables.flatMap((sheets) => [...sheets.units.keys()]))];
  const at = units.indexOf(unit);
  const called = unit.includes(name) || name.endsWith(unit) ? unit : `${name} (${unit})`;
  const heading = el("h2", { tabindex: "-1", id: "tellers-sheet" }, say("sheet", { unit: called }));
  const parts = found.map(() => el("div", { class: "sheet-contest" }));
  const element = el("section", { class: "sheet-view", "aria-labelledby": "tellers-sheet" },
    el("div", { class: "top" }, el("div", {}, heading, way.length ? el("p", { class: "places" }, way) : null),
      el("p", { class: "controls" }, step(units[at - 1], "sheet-before"), step(units[at + 1], "sheet-after"),
        el("a", { href: "#main", class: "button", onclick: closing }, say("sheet-close")))), parts);
  element.dataset.unit = unit;
  return { element, heading, parts };
}

/**
 * @param {string|undefined} unit
 * @param {string} key
 */
function step(unit, key) {
  return unit === undefined ? null : el("a", { href: `#${encodeURIComponent(unit)}` }, say(key));
}

/** @param {Event} event */
function closing(event) {
  event.preventDefault();
  const shown = document.querySelector("tr.shown");
  history.pushState(null, "", location.pathname + location.search);
  document.querySelector(".sheet-view")?.remove();
  shown?.classList.remove("shown");
  shown?.scrollIntoView({ block: "center" });
  shown?.querySelector("a")?.focus();
}

/**
 * Verifies a unit's rows of one contest and shows what came of it.
 * @param {HTMLElement} part
 * @param {Found & {unit: string}} found
 */
async function verifyInto(part, { sheets, rows, unit }) {
  const mine = turn;
  if (!rows.length) {
    part.append(told("unsure", say("sheet-none"), el("p", {}, say("sheet-none-means"))));
    return;
  }
  const verdict = el("div", { role: "status", class: "verdict-line" }, told("waiting", say("verifying")));
  part.append(verdict);
  const begun = performance.now();
  try {
    if (!siteFiles()) {
      fill(verdict, folderChooser());
      return;
    }
    const page = document.body.dataset.path ?? "";
    const { log, sheet } = await orReadAnew(async () => {
      const opened = await openedLog();
      if (!opened) throw new Error("the folder was taken away");
      return { log: opened, sheet: await verifySheet(opened, rows, sheets, { page }) };
    });
    const milliseconds = performance.now() - begun;
    if (mine !== turn) return;
    part.dataset.verifiedMs = milliseconds.toFixed(1);
    const shown = { log, sheet, sheets, unit, milliseconds };
    const parts = partsView(shown);
    const histories = el("div", {});
    fill(verdict, verdictView(shown));
    fill(part, verdict, ...parts.accounts, ...findingsView(unit, parts.sourceName), histories, ...parts.images, ...parts.receipts, ...parts.proofs);
    const read = await Promise.all(sheet.records.map((record) => historyOf(log, record.index)));
    if (mine === turn) fill(histories, ...historyView({ ...parts, histories: read }));
  } catch (error) {
    if (mine === turn) fill(verdict, tellFault(error));
  }
}

/**
 * What was found of a unit, as the page holds it; where it says by which key, in the reader's language.
 * @param {string} unit
 * @param {(id: string) => string} sourceName
 */
function findingsView(unit, sourceName) {
  const found = [...document.querySelectorAll("script.findings")].flatMap((block) => {
    try {
      return JSON.parse(block.textContent ?? "{}")[unit] ?? [];
    } catch {
      return [];
    }
  });
  if (!found.length) return [];
  return [el("h3", {}, say("findings")), el("ul", { class: "findings" }, found.map((/** @type {Finding} */ one) =>
    el("li", {}, findingText(one, sourceName), " ", one.href && /^[a-z]{2}\/[\w/.-]+(?:#[^\s]*)?$/.test(one.href)
      ? el("a", { href: root() + one.href.replace(/^[a-z]{2}/, language()) }, say("finding-open")) : null)))];
}
