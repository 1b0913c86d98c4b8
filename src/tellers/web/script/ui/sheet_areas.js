/** The areas within a sheets page: each an address, a stop of the keyboard, and a step of the page's path. */

import { el } from "./dom.js";

/** @typedef {import("./sheet_rows.js").Sheets} Sheets */
/** @typedef {import("./area_rows.js").Area} Area */

/**
 * Makes the name of each area a link to itself, to be stopped at and copied; one of a single unit opens its sheet.
 * @param {Sheets[]} tables
 */
export function offerAreas(tables) {
  for (const { head, name, only } of tables.flatMap(({ areas }) => areas)) {
    if (only || !head.id || head.querySelector("a")) continue;
    const link = el("a", { href: `#${encodeURIComponent(name)}` });
    link.append(...head.childNodes);
    head.append(link);
  }
}

/**
 * Goes to the area that `level=code` names, and says in the page's path where it lies; false where none is here.
 * @param {Sheets[]} tables
 * @param {string} name
 */
export function showArea(tables, name) {
  if (!name.includes("=")) return false;
  const code = name.slice(name.indexOf("=") + 1);
  for (const sheets of tables) {
    const area = sheets.areas.find((one) => one.name === name) ?? sheets.areas.find(({ head }) => head.dataset.area === code);
    if (!area) continue;
    area.head.closest("tr")?.classList.add("shown");
    area.head.scrollIntoView();
    extendPath([...around(sheets, area.units[0]).filter(({ wider }) => wider > area.wider), area]);
    return true;
  }
  return false;
}

/** Takes back what `showArea` did. */
export function closeArea() {
  for (const step of document.querySelectorAll("nav.path .within")) step.remove();
}

/**
 * The areas that a unit lies in on this page, the widest first, as links.
 * @param {Sheets} sheets
 * @param {string} unit
 */
export function wayTo(sheets, unit) {
  return around(sheets, unit).flatMap((area, at) => [at ? " / " : "", linkTo(area)]);
}

/**
 * @param {Sheets} sheets
 * @param {string|undefined} unit
 */
function around(sheets, unit) {
  return unit === undefined ? [] : sheets.areas.filter(({ units }) => units.includes(unit));
}

/** @param {Area} area */
function linkTo({ name, head }) {
  return el("a", { href: `#${encodeURIComponent(name)}` }, (head.textContent ?? "").trim());
}

/** @param {Area[]} areas */
function extendPath(areas) {
  const path = document.querySelector("nav.path ol");
  for (const area of areas) path?.append(el("li", { class: "within" }, linkTo(area)));
}
