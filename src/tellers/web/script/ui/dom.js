/** Elements made from names and texts. A text is never read as HTML: a name cannot run. */

import { legible } from "./legible.js";

/** @typedef {Node|string|number|null|undefined|false} Child */
/** @typedef {Record<string, string|number|boolean|null|undefined|((event: any) => void)>} Attributes */

/** What names something rather than tells it. */
const LINKED = new Set(["href", "id", "for", "value", "src"]);

/**
 * An element. `onclick` and the like take functions; false, null and undefined leave an attribute out.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} [attributes]
 * @param {...(Child|Child[])} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.replace(/^on/, ""), value);
    else element.setAttribute(name, value === true ? "" : LINKED.has(name) ? String(value) : legible(String(value)));
  }
  append(element, children);
  return element;
}

/**
 * Puts children into an element, in their order.
 * @param {Element} element
 * @param {(Child|Child[])[]} children
 */
export function append(element, children) {
  for (const child of children.flat()) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : legible(String(child)));
  }
}

/**
 * Empties an element and puts children into it.
 * @param {Element} element
 * @param {...(Child|Child[])} children
 */
export function fill(element, ...children) {
  element.replaceChildren();
  append(element, children);
}

/**
 * A table in a group that scrolls by keyboard, named by its caption.
 * @param {string} label
 * @param {HTMLTableElement} table
 */
export function scroller(label, table) {
  return el("div", { class: "scroll", role: "group", tabindex: "0", "aria-label": label }, table);
}

/**
 * A link that downloads these bytes: nothing leaves the page.
 * @param {string} text
 * @param {{name: string, bytes: Uint8Array<ArrayBuffer>|string, type?: string}} file
 */
export function downloadLink(text, { name, bytes, type = "application/octet-stream" }) {
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  return el("a", { href: address, download: name, class: "download" }, text);
}
