/** The find page: a box that answers while one types, by keyboard too, with an address that reopens it. */

import { el, fill } from "./dom.js";
import { told } from "./fault.js";
import { buildIndex, find } from "./find_index.js";
import { readPlaces } from "./find_places.js";
import { fold } from "./find_words.js";
import { loadData, root } from "./shell.js";
import { language, say } from "./words.js";

/** @typedef {import("./find_index.js").Places} Places */
/** @typedef {import("./find_index.js").Index} Index */
/** @typedef {{label: string, where: string, address: string}} Answer */

const SHOWN = 40;
const SAY_AFTER = 400;

/** Starts the box of the page, if it has one. */
export async function startFind() {
  const section = document.getElementById("find");
  if (!section || document.body.dataset.kind !== "find") return; // a unit may be called so
  const input = el("input", {
    type: "search", id: "find-box", role: "combobox", "aria-expanded": "false", "aria-controls": "find-list",
    "aria-autocomplete": "list", autocomplete: "off", autocapitalize: "off", spellcheck: "false",
  });
  const list = el("ul", { role: "listbox", id: "find-list", "aria-label": say("find-answers"), hidden: true });
  const count = el("p", { class: "note", role: "status" });
  fill(section, el("div", { class: "find" }, el("label", { for: "find-box" }, say("find-label")), input,
    el("p", { class: "note" }, say("find-hint")), count, list));
  section.hidden = false;
  /** @type {Index|null} */
  let index = null;
  const box = new Box({ input, list, count, answers: (text) => (index ? answersTo(index, text) : null) });
  input.value = asked();
  try {
    index = buildIndex(readPlaces(await loadData("data/find.js")));
    find(index, "a"); // the first search is the slowest: before somebody types
    box.show();
  } catch {
    fill(section, told("fault", say("find-missing"), el("p", {}, el("code", {}, "data/find.js"))));
  }
  window.addEventListener("hashchange", () => {
    if (input.value === asked()) return;
    input.value = asked();
    box.show();
  });
}

/** What the address asks for: `?q=` or `#q=`. */
function asked() {
  const hash = new URLSearchParams(location.hash.slice(1)).get("q");
  return hash ?? new URLSearchParams(location.search).get("q") ?? "";
}

/**
 * @param {Index} index
 * @param {string} text
 */
function answersTo(index, text) {
  const { hits, count } = find(index, text, SHOWN);
  return { count, answers: hits.map((hit) => answer(index.places, hit)) };
}

/**
 * What is shown of a place, and where it leads.
 * @param {Places} places
 * @param {import("./find_index.js").Hit} hit
 * @returns {Answer}
 */
export function answer(places, { kind, at }) {
  const { areas, units, levels } = places;
  const parent = kind === "area" ? areas[at][3] : units[at][0];
  const above = chain(areas, parent).map((one) => areas[one][2]);
  if (kind === "unit") {
    const [area, id, listed, named] = units[at];
    const name = named?.[language()] ?? listed;
    const address = `${pageOf(places, area)}#${encodeURIComponent(id)}`;
    return { label: name ? `${name} (${id})` : id, where: above.join(" · "), address };
  }
  const [level, code, name, , page] = areas[at];
  const { id = "", name: named = {} } = levels[level] ?? {};
  const kindName = named[language()] ?? named.en ?? "";
  const where = [[kindName, code].filter(Boolean).join(" "), ...above].join(" · ");
  const rows = page ? "" : `#${encodeURIComponent(`${id}=${code}`)}`;
  return { label: name || code, where, address: pageOf(places, at) + rows };
}

/**
 * An area and those it lies in, itself first.
 * @param {Places["areas"]} areas
 * @param {number} at
 */
function chain(areas, at) {
  const found = [];
  for (let one = at; one >= 0; one = areas[one][3]) found.push(one);
  return found;
}

/**
 * The page that an area is on, from the site's root, in the reader's language where it is in each.
 * @param {Places} places
 * @param {number} at
 */
function pageOf({ areas, everyLanguage }, at) {
  const page = chain(areas, at).map((one) => areas[one][4]).find(Boolean) ?? "find.html";
  return page.startsWith("sheets/") && !everyLanguage ? page : `${language()}/${page}`;
}

/** The combobox (WAI-ARIA: editable, list autocomplete, manual selection). */
class Box {
  #parts;
  #active = -1;
  /** @type {Answer[]} */
  #shown = [];
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  #saying;

  /**
   * @param {{input: HTMLInputElement, list: HTMLElement, count: HTMLElement,
   *   answers: (text: string) => {count: number, answers: Answer[]}|null}} parts
   */
  constructor(parts) {
    this.#parts = parts;
    parts.input.addEventListener("input", () => {
      this.show();
      const text = parts.input.value;
      history.replaceState(null, "", text ? `#${new URLSearchParams({ q: text })}` : "#");
    });
    parts.input.addEventListener("keydown", (event) => this.#key(event));
    parts.list.addEventListener("click", (event) => {
      const option = event.target instanceof Element ? event.target.closest("[role=option]") : null;
      if (option) this.#go(Number(option.id.replace("find-", "")), event);
    });
  }

  /** Answers what the box holds now. */
  show() {
    const { input, list, count, answers } = this.#parts;
    const begun = performance.now();
    const found = answers(input.value);
    if (!found) return;
    this.#shown = found.answers;
    this.#active = -1;
    const typed = fold(input.value);
    fill(list, found.answers.map(({ label, where }, at) => el("li", { role: "option", id: `find-${at}`, "aria-selected": "false" },
      marked(label, typed), el("span", { class: "where" }, where))));
    list.hidden = !found.answers.length;
    input.setAttribute("aria-expanded", String(found.answers.length > 0));
    input.removeAttribute("aria-activedescendant");
    input.dataset.answeredMs = (performance.now() - begun).toFixed(1);
    clearTimeout(this.#saying);
    const words = !input.value.trim() ? "" : say(found.count ? "find-count" : "find-none", { count: found.count, shown: found.answers.length });
    this.#saying = setTimeout(() => fill(count, words), words ? SAY_AFTER : 0); // once the typing rests
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const last = this.#shown.length - 1;
    if (event.key === "ArrowDown") this.#select(this.#active >= last ? 0 : this.#active + 1);
    else if (event.key === "ArrowUp") this.#select(this.#active <= 0 ? last : this.#active - 1);
    else if (event.key === "Enter" && last >= 0) this.#go(Math.max(this.#active, 0), event);
    else if (event.key === "Escape" && this.#parts.input.value) {
      this.#parts.input.value = "";
      this.#parts.input.dispatchEvent(new Event("input"));
    } else return;
    event.preventDefault();
  }

  /** @param {number} at */
  #select(at) {
    if (at < 0 || !this.#shown.length) return;
    this.#active = at;
    const { input, list } = this.#parts;
    for (const [place, option] of [...list.children].entries()) {
      option.setAttribute("aria-selected", String(place === at));
      if (place === at) option.scrollIntoView({ block: "nearest" });
    }
    input.setAttribute("aria-activedescendant", `find-${at}`);
  }

  /**
   * Opens an answer; in a new tab where the visitor asks for one.
   * @param {number} at
   * @param {MouseEvent|KeyboardEvent} event
   */
  #go(at, event) {
    const found = this.#shown[at];
    if (!found) return;
    const link = el("a", { href: root() + found.address });
    if (event.ctrlKey || event.metaKey) link.target = "_blank";
    document.body.append(link);
    link.click(); // a click carries the language, as that of any link does
    link.remove();
  }
}

/**
 * A name with the words that were typed marked.
 * @param {string} label
 * @param {string[]} typed
 */
function marked(label, typed) {
  return label.split(/([\p{L}\p{N}\p{M}]+)/u).map((part) => {
    const [word] = fold(part);
    const long = word ? typed.find((one) => word.startsWith(one)) : undefined;
    return long ? el("mark", {}, part) : part;
  });
}
