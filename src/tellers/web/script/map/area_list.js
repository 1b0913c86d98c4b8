/**
 * The areas in a list beside the map: one stop of the Tab key, arrows from one to the next, Enter opens its page.
 *
 * The area in focus is the one marked on the map, so that a map can be walked by keyboard.
 */

import { el, fill } from "../ui/dom.js";
import { say } from "../ui/words.js";
import { nameOf, pageOf, shareText } from "../picture/table.js";

/**
 * @param {string} label
 * @param {(index: number) => void} chosen told of the area in focus; -1 when none is
 */
export function areaList(label, chosen) {
  const list = el("ol", { "aria-label": label });
  const frame = el("div", { class: "area-list" }, list);
  list.addEventListener("keydown", (event) => walk(list, event));
  list.addEventListener("focusin", (event) => chosen(indexOf(event.target)));
  list.addEventListener("focusout", () => chosen(-1));
  list.addEventListener("pointerover", (event) => chosen(indexOf(event.target)));
  list.addEventListener("pointerleave", () => chosen(-1));
  return {
    element: frame,
    /**
     * @param {LevelData} data
     * @param {{order: number[], values: (import("../picture/measures.js").Share|null)[], classes: (number|null)[]}} shown
     */
    show(data, { order, values, classes }) {
      fill(
        list,
        order.map((index, place) => {
          const value = values[index];
          const parts = [
            el("span", { class: `swatch ${classes[index] === null ? "unknown" : `c${classes[index]}`}` }),
            el("span", { class: "name" }, nameOf(data, index)),
            el("span", { class: "value" }, value ? shareText(value) : say("map-none")),
          ];
          const address = pageOf(data, index);
          const stop = place ? "-1" : "0";
          return el("li", {}, el("a", { href: address || false, tabindex: stop, "data-area": index, role: address ? false : "note" }, parts));
        }),
      );
    },
    /** Brings an area into sight without taking the focus. @param {number} index */
    reveal(index) {
      const item = /** @type {HTMLElement|null} */ (list.querySelector(`[data-area="${index}"]`));
      for (const one of list.querySelectorAll(".shown")) one.classList.remove("shown");
      if (!item) return;
      item.classList.add("shown");
      const top = item.offsetTop - frame.clientHeight / 2;
      frame.scrollTop = Math.max(top, 0);
    },
  };
}

/** @param {EventTarget|null} target */
function indexOf(target) {
  const item = target instanceof Element ? target.closest("[data-area]") : null;
  return item ? Number(item.getAttribute("data-area")) : -1;
}

/**
 * @param {HTMLElement} list
 * @param {KeyboardEvent} event
 */
function walk(list, event) {
  const items = /** @type {HTMLElement[]} */ ([...list.querySelectorAll("[data-area]")]);
  const here = items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  if (here < 0) return;
  const page = 10;
  const last = items.length - 1;
  const next = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: last, PageDown: here + page, PageUp: here - page }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  const item = items[Math.min(Math.max(next, 0), last)];
  for (const one of items) one.tabIndex = -1;
  item.tabIndex = 0;
  item.focus();
}
