/** The controls of a picture: a select a choice, each with its label, in one group. */

import { el } from "../ui/dom.js";

/** @typedef {{value: string, text: string}} Choice */
/** @typedef {{key: keyof PictureState, label: string, choices: Choice[], value: string}} Field */

/**
 * @param {string} label
 * @param {Field[]} fields those with fewer than two choices are left out
 * @param {(change: Partial<PictureState>) => void} changed
 * @returns {HTMLElement}
 */
export function choicesOf(label, fields, changed) {
  const shown = fields.filter(({ choices }) => choices.length > 1);
  return el("div", { class: "choices", role: "group", "aria-label": label }, shown.map((field) => control(field, changed)));
}

/**
 * @param {Field} field
 * @param {(change: Partial<PictureState>) => void} changed
 */
function control({ key, label, choices, value }, changed) {
  const select = el(
    "select",
    { id: `choose-${key}`, "data-choice": key },
    choices.map((one) => el("option", { value: one.value, selected: one.value === value }, one.text)),
  );
  select.addEventListener("change", () => changed({ [key]: select.value }));
  return el("p", {}, el("label", { for: `choose-${key}` }, label), select);
}
