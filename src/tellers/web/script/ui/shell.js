/**
 * What the scripts of one page share. Each is a bundle of its own, so that it is kept in one global place.
 *
 * `tellersData(name, value)` is what every data file calls; a file is exactly that call around JSON, so that it
 * can be fetched and read as text over http, and loaded by a script tag from a memory stick.
 */

import { MOST_DATA, readAnswer } from "../verify/bounds.js";
import { readUtf8 } from "../verify/bytes.js";

/** @returns {TellersShell} */
export function shell() {
  const ours = isOurs("tellersShell") ? globalThis.tellersShell : undefined;
  const kept = ours ?? {
    held: new Map(), loading: new Map(), files: { site: null }, log: null, language: "", started: new Set(),
  };
  globalThis.tellersShell = kept;
  const { held } = kept;
  if (!isOurs("tellersData")) {
    globalThis.tellersData = (name, value) => {
      held.set(name, value);
    };
  }
  return kept;
}

/**
 * Whether a global name was given by a script: an element whose id it is answers to it too.
 * @param {string} name
 */
export function isOurs(name) {
  return Object.hasOwn(globalThis, name);
}

/**
 * Runs the script of a page once, when the page is there, though its tag stands twice.
 * @param {string} name
 * @param {() => void} start
 */
export function startOnce(name, start) {
  const { started } = shell();
  if (started.has(name)) return;
  started.add(name);
  let begun = false;
  const begin = () => {
    if (!begun) start();
    begun = true;
  };
  if (document.readyState === "complete") begin();
  document.addEventListener("DOMContentLoaded", begin); // when the data tags after this one were run
  window.addEventListener("load", begin);
}

/** Whether the page was opened from a disk, where nothing can be fetched. */
export function onDisk() {
  return location.protocol === "file:";
}

/** What leads from the page to the site's root: "", "../", ... */
export function root() {
  return document.body.dataset.root ?? "";
}

/**
 * The value of a data file's text, with its name; null for anything else.
 * @param {string} text
 * @returns {{name: string, value: unknown}|null}
 */
export function readData(text) {
  const begun = /^tellersData\("([a-z0-9-]+)",/.exec(text);
  const end = text.lastIndexOf(");");
  if (!begun || end < begun[0].length || text.slice(end).trim() !== ");") return null;
  try {
    return { name: begun[1], value: JSON.parse(text.slice(begun[0].length, end)) };
  } catch {
    return null;
  }
}

/**
 * Data that a tag of the page has loaded, or null.
 * @param {string} name
 * @returns {any} whoever wrote the file knows its form; whoever reads it says so
 */
export function heldData(name) {
  return shell().held.get(name) ?? null;
}

/**
 * The value of `data/<name>.js` or another data file of the site, loaded once a page.
 *
 * Rejects with an Error that names the path where it is missing or is not in its form.
 * @param {string} path from the site's root
 * @returns {Promise<any>}
 */
export function loadData(path) {
  const { loading } = shell();
  let load = loading.get(path);
  if (!load) {
    load = onDisk() ? byTag(path) : byFetch(path);
    loading.set(path, load);
    load.catch(() => loading.delete(path)); // to be asked for again
  }
  return load;
}

/** @param {string} path */
async function byFetch(path) {
  const answer = await fetch(root() + path, { credentials: "omit" }).catch(() => null);
  if (!answer?.ok) throw new Error(path);
  const read = readData(readUtf8(await readAnswer(answer, { path, most: MOST_DATA })) ?? "");
  if (!read) throw new Error(path);
  return read.value;
}

/**
 * @param {string} path
 * @returns {Promise<unknown>}
 */
function byTag(path) {
  const { held } = shell();
  const name = nameIn(path);
  const before = held.get(name);
  return new Promise((resolve, reject) => {
    const tag = document.createElement("script");
    tag.src = root() + path;
    tag.onerror = () => reject(new Error(path));
    tag.onload = () => {
      tag.remove();
      if (held.has(name) && held.get(name) !== before) resolve(held.get(name));
      else reject(new Error(path));
    };
    document.head.append(tag);
  });
}

/**
 * The name that the data file at a path gives its value: its own, but for the words of a language.
 * @param {string} path
 */
function nameIn(path) {
  return path.startsWith("assets/words/") ? "words" : path.slice(path.lastIndexOf("/") + 1).replace(/\.js$/, "");
}

/**
 * A script of ours that only some pages need, loaded by a tag.
 * @param {string} path
 * @returns {Promise<void>}
 */
export function loadScript(path) {
  return new Promise((resolve, reject) => {
    const tag = document.createElement("script");
    tag.src = root() + path;
    tag.onload = () => resolve();
    tag.onerror = () => reject(new Error(path));
    document.head.append(tag);
  });
}
