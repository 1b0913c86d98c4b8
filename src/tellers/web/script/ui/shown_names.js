/**
 * What a page calls figures, sources and contests, held to what their entries call them.
 *
 * A true number under another's name is a lie that no sum shows.
 */

import { legible } from "./legible.js";
import { VerificationError } from "../verify/index.js";

/** @typedef {import("../verify/entry.js").Stated} Stated */
/** @typedef {(source: string) => Stated|null} Sources */

/**
 * A text as pages write it, blanks as one.
 * @param {string} text
 */
export function folded(text) {
  return legible(text.replace(/[ \t\n\r\u00a0]+/g, " ").trim());
}

/**
 * Every text that a name has, in any language.
 * @param {any} name
 * @returns {string[]}
 */
function texts(name) {
  const entries = Array.isArray(name?.entries) ? name.entries : [];
  return entries.flatMap((/** @type {any} */ pair) => (typeof pair?.[1] === "string" && pair[1] ? [folded(pair[1])] : []));
}

/**
 * What each figure of a contest is called, in any language.
 * @param {Stated} contest
 * @returns {Map<string, {names: string[], option: boolean}>}
 */
export function figuresNamed(contest) {
  const found = new Map();
  for (const [list, option] of /** @type {const} */ ([[contest.options, true], [contest.figures, false]])) {
    for (const one of /** @type {any[]} */ (Array.isArray(list) ? list : [])) {
      found.set(String(one?.id), { names: texts(one?.name), option });
    }
  }
  return found;
}

/**
 * Raises `page-name` where a figure is not called by its id or a name of its own.
 *
 * A figure that is no option may be called by what it counts, in the page's language: it may have any name that
 * is not another's.
 * @param {Stated} contest
 * @param {{figure: string, text: string, at: string}} shown
 */
export function holdFigureName(contest, { figure, text, at }) {
  const all = figuresNamed(contest);
  const own = all.get(figure) ?? { names: [], option: true };
  if (isCalled(text, figure, own.names)) return;
  if (!own.option && ![...all].some(([id, { names }]) => id !== figure && isCalled(text, id, names))) return;
  throw wrongName({ at, id: figure, names: own.names, text });
}

/**
 * Raises `page-name` where a source is not called by its id or a name of its own.
 * @param {Stated|null} source
 * @param {{id: string, text: string, at: string}} shown
 */
export function holdSourceName(source, { id, text, at }) {
  const names = texts(source?.name);
  if (!isCalled(text, id, names)) throw wrongName({ at, id, names, text });
}

/**
 * Whether a text is the id of a source that is stated, a name of it, or both.
 * @param {Stated|null} source
 * @param {string} id
 * @param {string} text
 */
export function isNamed(source, id, text) {
  return source !== null && isCalled(text, id, texts(source.name));
}

/**
 * Raises `page-name` where sources are not called by their ids or their names, or by both, in their order.
 * @param {string[]} ids
 * @param {Sources} sources
 * @param {{text: string, at: string}} shown
 */
export function holdSourcesNames(ids, sources, { text, at }) {
  const bare = (/** @type {string} */ one) => one.replace(/[\s,]+/g, "");
  let rest = new Set([bare(text)]);
  for (const id of ids) { // whatever is left of the text after each name that it may have
    const names = texts(sources(id)?.name);
    const called = [id, ...names, ...names.map((name) => name + id)].map(bare);
    rest = new Set([...rest].flatMap((one) => called.filter((name) => one.startsWith(name)).map((name) => one.slice(name.length))));
  }
  if (!rest.has("")) throw wrongName({ at, id: ids.join(" "), names: [], text });
}

/**
 * Raises `page-name` where the section of a contest bears the title of another; or, where there are several
 * contests (`titled`), does not begin with its own.
 * @param {Stated} contest
 * @param {{element: Element, at: string, titled: boolean}} shown
 */
export function holdTitle(contest, { element, at, titled }) {
  const section = element.closest("section");
  const title = [...(section?.children ?? [])].find((one) => one.nodeName === "H2");
  const [id, names, text] = [String(contest.id), texts(contest.title), folded(title?.textContent ?? "")];
  if (titled && (!title || section?.firstElementChild !== title)) throw wrongName({ at, id, names, text });
  if (!title) return;
  if (!names.some((name) => text === `${name} (${id})`) && !isCalled(text, id, names)) throw wrongName({ at, id, names, text });
}

/**
 * Whether a text is an id, or a name of what it names.
 * @param {string} text
 * @param {string} id
 * @param {string[]} names
 */
export function isCalled(text, id, names) {
  const [shown, own] = [folded(text), folded(id)];
  return shown === own || names.some((name) => shown === name || shown === `${name} ${own}`);
}

/** @param {{at: string, id: string, names: string[], text: string}} wrong */
function wrongName({ at, id, names, text }) {
  const expected = [...new Set([...names, id])].join(", ");
  return new VerificationError("page-name", { where: at, expected, found: text, words: { id, found: text || "–", expected } });
}
