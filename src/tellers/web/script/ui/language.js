/**
 * The reader's language, on pages that are written once: their few words are put into it in place.
 *
 * `data-t` names the sentence of an element's text, `data-t-label` that of its aria-label, `data-p` holds the
 * sentence's places as JSON (its numbers are written as the language does). The numbers of totals are known by
 * where they stand: in `table.totals`, and in the rows of `table.sheets` that head an area. The language comes with the link (`?lang=fr`), else from what the reader
 * chose last; a page that has the language as a page of its own is only left by a link.
 */

import { el } from "./dom.js";
import { legible } from "./legible.js";
import { heldData, loadData, root, shell } from "./shell.js";
import { shownNumber } from "./sheet_rows.js";
import { keep, recall } from "./storage.js";
import { hasWords, number, percentage, say } from "./words.js";

/** @typedef {{path: string, query: string, hash: string}} Target */

const KEPT = "tellers:language";
export const LANGUAGE_CHANGED = "tellers:language";
const NAMES = /** @type {Record<string, string>} */ ({ en: "English", es: "Español", pt: "Português", fr: "Français" });

/** Puts the page into the reader's language, and its links. */
export async function useLanguage() {
  const { lang = "en", languages = "" } = document.body.dataset;
  const known = languages.split(" ");
  const own = hasPageInEachLanguage();
  if (own) {
    keep(KEPT, lang);
    await carry(lang, known);
    return;
  }
  const asked = new URLSearchParams(location.search).get("lang") ?? recall(KEPT);
  const wanted = known.includes(asked) ? asked : lang;
  offerLanguages(known, wanted);
  if (wanted !== lang) await translate(wanted, known);
  else carry(lang, known);
}

/**
 * @param {string} wanted
 * @param {string[]} known
 */
async function translate(wanted, known) {
  const words = await loadData(`assets/words/${wanted}.js`).catch(() => null);
  if (!words) return;
  const held = shell();
  held.held.set("words", words);
  held.language = wanted;
  document.documentElement.lang = wanted;
  putIntoWords(document.body);
  offerLanguages(known, wanted);
  carry(wanted, known);
  document.dispatchEvent(new CustomEvent(LANGUAGE_CHANGED));
}

/**
 * Writes every marked word and number below an element anew in the language of the page.
 * @param {ParentNode} within
 */
function putIntoWords(within) {
  for (const element of marked(within, "[data-t]")) {
    const { t = "", p = "{}" } = element.dataset;
    if (hasWords(t)) element.textContent = legible(say(t, JSON.parse(p))); // a key of no sentence would be shown itself
  }
  for (const element of marked(within, "[data-t-label]")) {
    const { tLabel = "", p = "{}" } = element.dataset;
    if (hasWords(tLabel)) element.setAttribute("aria-label", say(tLabel, JSON.parse(p)));
  }
  for (const cell of marked(within, "table.totals td")) writeNumber(cell);
  for (const table of marked(within, "table.sheets")) writeAreas(table);
}

/**
 * Writes what areas add up to anew: all numbers of the rows that are no unit's, and turnout in every row.
 * @param {HTMLElement} table
 */
function writeAreas(table) {
  const more = (table.dataset.more ?? "").split(" ");
  const turnout = table.querySelectorAll("thead th").length - more.length + more.indexOf("turnout");
  for (const row of /** @type {NodeListOf<HTMLElement>} */ (table.querySelectorAll("tbody tr"))) {
    const ofArea = !row.id && row.dataset.unit === undefined && row.dataset.e === undefined;
    for (const [at, cell] of [...row.querySelectorAll("td")].entries()) {
      if (more.includes("turnout") && at === turnout - 1) writeNumber(cell, true);
      else if (ofArea && at > 0) writeNumber(cell);
    }
  }
}

/**
 * Writes a number as the language does: what it says, and no other. A percentage has its sign, or the head has it.
 * @param {HTMLElement} cell
 * @param {boolean} [percent]
 */
function writeNumber(cell, percent = false) {
  const node = cell.firstChild;
  const text = node?.nodeType === 3 ? (node.textContent ?? "").trim() : ""; // 3: a text, before any note
  const share = /^([\d\s.,'’]+)[.,](\d{2,3})(\s%)?$/.exec(text);
  if (!node || !/^\d/.test(text)) return;
  const after = cell.childElementCount ? " " : "";
  if (share && (percent || share[3])) {
    const written = percentage(Number(`${share[1].replace(/\D/g, "")}.${share[2]}`) / 100, share[2].length);
    node.textContent = (share[3] ? written : written.replace(/\s%$/, "")) + after;
  } else if (Number.isInteger(shownNumber(text))) node.textContent = number(Number(text.replace(/\D/g, ""))) + after;
}

/**
 * @param {ParentNode} within
 * @param {string} selector
 * @returns {Iterable<HTMLElement>}
 */
function marked(within, selector) {
  return within.querySelectorAll(selector);
}

/** Whether the page stands in every language, as its head says. */
function hasPageInEachLanguage() {
  return document.querySelector('link[rel="alternate"][hreflang]') !== null;
}

/**
 * Where a link leads once it carries the language: a language's page becomes the reader's language's, and a
 * page that is written once is told which one. Any other link is left as it is: null.
 * @param {Target} target path from the site's root
 * @param {string} wanted
 * @param {string[]} known
 * @returns {Target|null}
 */
export function carried(target, wanted, known) {
  const [first, ...rest] = target.path.split("/");
  if (known.includes(first) && rest.length) {
    return first === wanted ? null : { ...target, path: [wanted, ...rest].join("/") };
  }
  if (first !== "sheets") return null;
  const query = new URLSearchParams(target.query);
  query.set("lang", wanted);
  return { ...target, query: `?${query}` };
}

/**
 * Makes links carry the language when they are followed, and those to a language what is open now; also links
 * that are made later.
 * @param {string} wanted
 * @param {string[]} known
 */
export function carry(wanted, known) {
  const base = new URL(root() || "./", document.baseURI).href;
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link || link.hasAttribute("download")) return;
    if (link.closest("nav.languages")) {
      link.href = link.href.replace(/#.*$/s, "") + location.hash; // the same sheet, map or search in it
      return;
    }
    const address = new URL(link.href, document.baseURI);
    if (!address.href.startsWith(base)) return;
    const path = decodeURI(address.href.slice(base.length).replace(/[?#].*$/s, ""));
    const samePage = path === document.body.dataset.path && address.hash;
    const target = samePage ? null : carried({ path, query: address.search, hash: address.hash }, wanted, known);
    if (target) link.href = base + encodeURI(target.path) + target.query + target.hash;
  }, { capture: true });
}

/**
 * The choice of a language, on a page that is written once.
 * @param {string[]} known
 * @param {string} wanted
 */
function offerLanguages(known, wanted) {
  const header = document.querySelector("header.site");
  if (!header || !heldData("words")) return;
  header.querySelector("nav.languages")?.remove();
  const links = known.map((code) => {
    const address = new URL(location.href);
    address.searchParams.set("lang", code);
    const current = code === wanted ? "true" : null;
    return el("li", {}, el("a", { lang: code, href: address.href, "aria-current": current, onclick: choose(code) },
      NAMES[code] ?? code));
  });
  const label = { class: "languages", "aria-label": say("site-languages") };
  header.append(el("nav", label, el("ul", {}, links)));
}

/** @param {string} code */
function choose(code) {
  return () => keep(KEPT, code);
}

