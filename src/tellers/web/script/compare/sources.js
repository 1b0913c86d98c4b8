/** Two sources: the pair that a visitor chose is open, the others are out of the way. */

import { el, fill } from "../ui/dom.js";
import { say } from "../ui/words.js";
import { readState, showState } from "./state.js";

/**
 * Puts a list of pairs above the table and follows the address.
 * @param {Document} page
 */
export function chooseSources(page) {
  const place = page.getElementById("choose-sources");
  const pairs = [...page.querySelectorAll("details.pair")].filter((one) => one instanceof HTMLDetailsElement);
  if (!place || pairs.length === 0) return;
  const list = el("select", { id: "pair", onchange: () => choose(list.value, true) },
    el("option", { value: "" }, say("compare-all-pairs")),
    pairs.map((pair) => el("option", { value: pair.id }, pair.querySelector("summary")?.textContent ?? pair.id)));
  fill(place, el("label", { for: "pair" }, say("compare-choose")), list);

  /**
   * @param {string} key
   * @param {boolean} told whether the address is to say so
   */
  function choose(key, told) {
    list.value = key;
    for (const pair of pairs) {
      pair.hidden = key !== "" && pair.id !== key;
      pair.open = pair.id === key;
    }
    if (told) showState(key ? { pair: key } : {});
  }

  function follow() {
    const state = readState(location.hash);
    const anchor = decodeURIComponent(location.hash.slice(1));
    const wanted = state ? state.get("pair") : anchor;
    if (pairs.some((pair) => pair.id === wanted)) choose(/** @type {string} */ (wanted), false);
  }

  page.defaultView?.addEventListener("hashchange", follow);
  follow();
}
