/** Two versions of the log: read from it, verified, and every change between them listed. */

import { el, fill } from "../ui/dom.js";
import { tellFault } from "../ui/fault.js";
import { openedLog } from "../ui/opened.js";
import { number, say } from "../ui/words.js";
import { changesBetween } from "../verify/index.js";
import { changesTable } from "./changes_table.js";
import { readState, showState } from "./state.js";

/** @typedef {import("../verify/changes.js").Change} Change */

/**
 * Puts the two choices below the table of versions.
 * @param {Document} page
 */
export function chooseVersions(page) {
  const place = page.getElementById("choose-versions");
  const told = page.getElementById("changes");
  if (place && told) offer(place, told);
}

/**
 * @param {HTMLElement} place
 * @param {HTMLElement} told
 */
function offer(place, told) {
  const sizes = /** @type {number[]} */ (JSON.parse(place.dataset.sizes ?? "[]"));
  const [from, to] = [select("from", [0, ...sizes]), select("to", sizes)];
  from.value = String(sizes.at(-2) ?? 0);
  to.value = String(sizes.at(-1) ?? 0);
  const button = el("button", { type: "button", class: "main", onclick: () => void show() }, say("compare-show"));
  fill(place, el("div", { class: "controls" },
    el("label", { for: "from" }, say("compare-from")), from,
    el("label", { for: "to" }, say("compare-to")), to, button));

  async function show() {
    const [oldSize, newSize] = [Number(from.value), Number(to.value)];
    showState({ from: oldSize, to: newSize });
    if (oldSize >= newSize) return fill(told, el("p", {}, say("compare-backwards")));
    button.disabled = true;
    try {
      fill(told, ...(await changed(oldSize, newSize, told)));
    } catch (error) {
      fill(told, tellFault(error));
    } finally {
      button.disabled = false;
    }
  }

  const state = readState(location.hash);
  if (state?.has("from") && state.has("to")) {
    from.value = state.get("from") ?? "0";
    to.value = state.get("to") ?? "0";
    if (from.value && to.value) void show();
  }
}

/**
 * The list of sizes.
 * @param {string} id
 * @param {number[]} sizes
 */
function select(id, sizes) {
  const told = (/** @type {number} */ size) => (size ? say("compare-version", { size }) : say("compare-nothing-yet"));
  return el("select", { id }, sizes.map((size) => el("option", { value: size }, told(size))));
}

/**
 * What stands below the choices: a sentence with the counts, and the table.
 * @param {number} oldSize
 * @param {number} newSize
 * @param {HTMLElement} place where progress is told
 * @returns {Promise<import("../ui/dom.js").Child[]>}
 */
async function changed(oldSize, newSize, place) {
  const opened = openedLog();
  if (!opened) return [el("p", {}, say("compare-on-disk"))];
  const log = await opened;
  for (const size of [oldSize, newSize]) if (size && size !== log.size) await log.earlier(size);
  /** @type {Change[]} */
  const changes = [];
  const line = el("p", {});
  fill(place, line);
  for await (const change of changesBetween({ log, oldSize, newSize })) {
    changes.push(change);
    if (changes.length % 256 === 0) line.textContent = say("compare-reading", { done: changes.length, all: newSize - oldSize });
  }
  const count = (/** @type {string} */ act) => number(changes.filter((one) => one.entry?.act === act).length);
  const sentence = say("compare-changed", {
    from: oldSize, to: newSize, published: count("published"), corrected: count("corrected"),
    withdrawn: count("withdrawn"), silent: number(changes.filter((one) => one.silent).length),
  });
  return [el("div", { class: `told ${log.signed ? "holds" : "unsure"}` }, el("p", { class: "line" }, sentence)), ...changesTable(changes)];
}
