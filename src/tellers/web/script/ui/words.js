/**
 * The words of scripts, and numbers and times as the reader's language writes them.
 *
 * Sentences come from `locale/<language>/*.po`, those whose key begins with `script-` or `site-`; here the
 * first of these beginnings is left out: `say("sheet-verified", {seconds: "0.1"})`.
 */

import { heldData, shell } from "./shell.js";

/** @typedef {Record<string, string|number>} Places */

/** The language that the page is shown in now. */
export function language() {
  return shell().language || document.body?.dataset.lang || "en";
}

/**
 * A sentence with its `{places}` filled, numbers written as the language does; `{count:one sheet|# sheets}`
 * chooses by its number.
 * @param {string} key
 * @param {Places} [places]
 * @param {Record<string, string>} [words]
 * @returns {string}
 */
export function say(key, places = {}, words = heldData("words") ?? {}) {
  const name = key.replace(/^script-/, "");
  const text = (ofMembers() ? words[`${name}-of-members`] : undefined) ?? words[name] ?? key;
  return text.replace(/\{(\w+)(?::([^|{}]*)\|([^|{}]*))?\}/g, (whole, name, one, many) => {
    const value = places[name];
    if (value === undefined) return whole;
    const written = typeof value === "number" ? number(value) : value;
    if (one === undefined) return written;
    return (value === 1 ? one : many).replace("#", written);
  });
}

/** Whether what the site lists are members of a body, of which some sentences speak in other words. */
function ofMembers() {
  return document.body?.dataset.members !== undefined;
}

/**
 * A quorum as the verifier tells it, `2 of (anna, bert)`, with the reader's word for "of"; names hold no blank.
 * @param {string} needed
 */
export function inWords(needed) {
  return needed.replace(/(^|[ (])(\d+) of \(/g, (_, before, least) => `${before}${least} ${say("quorum-of")} (`);
}

/**
 * Whether the language has a sentence.
 * @param {string} key
 */
export function hasWords(key) {
  return Boolean((heldData("words") ?? {})[key]);
}

// Making a format costs more than a hundred numbers.
/** @type {Map<string, Intl.NumberFormat>} */
const NUMBERS = new Map();
/** @type {Map<string, Intl.DateTimeFormat>} */
const MOMENTS = new Map();

/**
 * What a map keeps under a name, made the first time.
 * @template T
 * @param {Map<string, T>} map
 * @param {string} name
 * @param {() => T} make
 * @returns {T}
 */
function kept(map, name, make) {
  const known = map.get(name) ?? make();
  map.set(name, known);
  return known;
}

/** @param {number|null} places null for a whole number, in threes */
function format(places) {
  return kept(NUMBERS, `${language()} ${places}`, () => new Intl.NumberFormat(language(), places === null
    ? { useGrouping: "always" } : { minimumFractionDigits: places, maximumFractionDigits: places }));
}

/**
 * A number with the language's marks: 24532 is "24.532" in Spanish.
 * @param {number} value
 */
export function number(value) {
  return format(null).format(value);
}

/**
 * A share from 0 to 1 as a percentage, as the pages write it: two places, three below 0.1 %, or as asked.
 * @param {number} share
 * @param {number} [places]
 */
export function percentage(share, places = share > 0 && share < 0.001 ? 3 : 2) {
  return `${format(places).format(share * 100)} %`;
}

/**
 * A moment in UTC, which says so: of an ISO text, or seconds since 1970.
 * @param {string|number} moment
 */
export function time(moment) {
  const date = new Date(typeof moment === "number" ? moment * 1000 : moment);
  if (Number.isNaN(date.getTime())) return String(moment);
  const told = kept(MOMENTS, language(), () =>
    new Intl.DateTimeFormat(language(), { dateStyle: "long", timeStyle: "medium", timeZone: "UTC" }));
  return `${told.format(date)} UTC`;
}

/** Makes the formats of numbers and times, while a page waits for something else. */
export function warmFormats() {
  number(0);
  time(0);
}

/**
 * The text of a name that an entry states in several languages; "" where there is none.
 *
 * As the pages do: the reader's language, else one that holds in every language, else the first.
 * @param {any} name `{"entries": [["en", "..."]]}` as entries have it; anything else is no name
 * @returns {string}
 */
export function inLanguage(name) {
  const entries = Array.isArray(name?.entries) ? name.entries : [];
  const pairs = entries.filter((/** @type {unknown} */ pair) => Array.isArray(pair) && typeof pair[1] === "string");
  const wanted = language();
  const found = [wanted, "", "en"].map((code) => pairs.find((/** @type {string[]} */ pair) => pair[0] === code));
  return (found.find(Boolean) ?? pairs[0])?.[1] ?? "";
}
