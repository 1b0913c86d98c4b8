/**
 * Whether a page shows what a script reads of its source: what stands around the tables that are held.
 *
 * A browser shows something else than its source says where a part is another document's, a template's or a
 * shadow's, where an alphabet is another, or where the page leads elsewhere; and a page that pins other keys, or
 * reads another log, verifies something else than the one that verifies everything. Styles are not read.
 */

import { VerificationError } from "../verify/index.js";

/** Pages of sheets and of areas have these and no others. */
const PLAIN = new Set(("HTML HEAD META LINK SCRIPT TITLE BODY HEADER NAV MAIN SECTION FOOTER H1 H2 H3 P DIV UL OL LI A SPAN CODE B SMALL "
  + "TABLE CAPTION THEAD TBODY TFOOT TR TH TD").split(" "));
const PLAIN_BEAR = new Set(("lang dir charset name content http-equiv rel href hreflang integrity defer src type class id role tabindex "
  + "aria-label aria-level aria-current scope colspan rowspan").split(" "));
/** No page has these: each shows, hides or loads what is not in it, or is read otherwise by a browser with scripts. */
const FOREIGN = "base, template, iframe, frame, frameset, object, embed, applet, style, slot, xmp, plaintext, noembed, noframes, math, foreignObject, "
  + "[style], [popover], [slot], [is], [shadowrootmode], noscript :not(p), noscript [title]";
/** What a page's head may say, each once. */
const METAS = new Set(["charset", "viewport", "referrer", "color-scheme", "tellers-policy", "content-security-policy"]);
/** The alphabet stands before anything that another would read otherwise. */
const BEGINS = /^<!doctype html>\n<html [^<>\n]*>\n<head>\n<meta charset="utf-8">\n/;
/** Signs that a browser of another alphabet takes for the begin of other letters, and no page has. */
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/;
const HELD_WHOLE = /^(?:(?:[a-z]{2,3}\/)?sheets\/|[a-z]{2,3}\/area\/|[a-z]{2,3}\/areas\.html$)/;

/**
 * Raises `page-form` where a page shows, or is held to, something else than its source says.
 * @param {string} path
 * @param {{text: string, page: Document}} read
 * @param {{policy: string, content: string}} pinned the keys and the policy of content of the page that verifies
 */
export function holdFrame(path, { text, page }, { policy, content }) {
  if (!BEGINS.test(text) || CONTROL.test(text)) throw wrong(path, 'charset="utf-8"', "–");
  const metas = [...page.querySelectorAll("meta")];
  const named = metas.map((meta) => (meta.hasAttribute("charset") ? "charset" : (meta.getAttribute("http-equiv") ?? meta.name).toLowerCase()));
  for (const name of named) if (!METAS.has(name) || named.indexOf(name) !== named.lastIndexOf(name)) throw wrong(path, "<meta>", name);
  const said = (/** @type {string} */ name) => metas[named.indexOf(name)]?.getAttribute("content") ?? "";
  if (said("tellers-policy") !== policy) throw wrong(path, policy, said("tellers-policy"));
  if (withoutBlob(said("content-security-policy")) !== withoutBlob(content)) throw wrong(path, content, said("content-security-policy"));
  const { root = "", path: own = "" } = page.body.dataset;
  const way = "../".repeat(path.split("/").length - 1);
  if (root !== way || own !== path) throw wrong(path, `data-root="${way}" data-path="${path}"`, `data-root="${root}" data-path="${own}"`);
  const foreign = HELD_WHOLE.test(path) ? notPlain(page) : page.querySelector(FOREIGN);
  if (foreign) throw wrong(path, "–", `<${foreign.nodeName.toLowerCase()} ${foreign.getAttributeNames().join(" ")}>`);
}

/** @param {string} content of a page; that of the map makes its workers itself */
function withoutBlob(content) {
  return content.replace("worker-src 'self' blob:", "worker-src 'self'");
}

/**
 * The first part in a part that no page of sheets or areas has; null where there is none. Rows of sheets, which are
 * nine parts of ten, are left to `row_form.js`.
 * @param {Element|Document} within
 * @returns {Element|null}
 */
function notPlain(within) {
  for (const part of within.children) {
    if (!PLAIN.has(part.nodeName)) return part;
    for (const name of part.getAttributeNames()) if (!PLAIN_BEAR.has(name) && !name.startsWith("data-")) return part;
    const found = part.nodeName === "TBODY" && part.parentElement?.className === "sheets" ? null : notPlain(part);
    if (found) return found;
  }
  return null;
}

/**
 * @param {string} where
 * @param {string} expected
 * @param {string} found
 */
function wrong(where, expected, found) {
  return new VerificationError("page-form", { where, expected, found });
}
