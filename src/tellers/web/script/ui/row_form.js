/**
 * Whether a table shows a reader what a script reads of it: each number in its own column, none beside it.
 *
 * A cell more or less, a hidden one, or one that spans two moves every number after it under the name of
 * another; a part of a cell that is hidden makes another number of it. Such rows are not in their form.
 */

const HEAD = new Set(["scope", "data-figure"]);
const WORD = new Set(["scope", "data-t"]);
const UNIT = new Set(["scope", "rowspan"]);
const AREA = new Set(["id", "data-area", "data-wider", "rowspan"]);
/** What shows all that is in it; a list, a fold or a foreign part may not. */
const SHOWING = new Set(["DIV", "SECTION", "ARTICLE", "MAIN", "BODY", "HTML"]);
/** What these may bear: nothing that hides, turns or colours what is in them. */
const AROUND = new Set(["id", "class", "role", "tabindex", "aria-label", "lang", "dir"]);
const CLASSES = new Set(["scroll", "scripted"]);
const HIDING = "[hidden], [style], [popover], .only, .visually-hidden, .noprint, .waiting";
const ROW = new Set(["id", "data-unit", "data-e"]);
const SOURCES = new Set(["data-s"]);
const WIDE = new Set(["colspan"]);
const NONE = /** @type {Set<string>} */ (new Set());
const MARKED = new Set(["data-t"]);
const NOTE = new Set(["data-t", "data-p"]);
/** The words that scripts may put into a cell: sentences without numbers. */
const SAID = /^(?:areas-none|sheets-[a-z-]+|status-[a-z-]+)$/;
const DIGIT = /\p{N}/u;
const PARTS = new Set(["SMALL", "SPAN", "CODE", "B"]);
const TOTALS_HEAD = new Set(["scope", "data-t"]);
const TOTALS_COLUMN = new Set(["scope", "colspan"]);

/**
 * @param {Element} element
 * @param {Set<string>} allowed
 */
function bears(element, allowed) {
  for (const name of element.getAttributeNames()) if (!allowed.has(name)) return false;
  return true;
}

/**
 * Whether an element has no attribute but these.
 * @param {Element} element
 * @param {string[]} allowed
 */
export function bearsOnly(element, allowed) {
  return bears(element, new Set(allowed));
}

/**
 * Whether all parts of a cell are words and notes, none of them hidden.
 * @param {Element} cell
 */
function isPlainText(cell) {
  return !cell.childElementCount || [...cell.querySelectorAll("*")].every((part) => PARTS.has(part.nodeName) && bears(part, MARKED)
    && SAID.test(part.getAttribute("data-t") ?? "areas-none") && !(part.nodeName === "SMALL" && DIGIT.test(part.textContent ?? "")));
}

/**
 * Whether a cell shows one text, and after it one note at most: a second, or a part before it, would make another
 * number of it. What stands in the note is held where it is read.
 * @param {Element} cell
 * @param {boolean} [marked] whether the note may be a sentence that scripts write anew
 */
function isFigure(cell, marked = false) {
  const [text, note, ...more] = [...cell.childNodes].filter((node, at) => at === 0 || node.nodeName !== "#text" || node.textContent?.trim());
  if (!text) return true;
  if (text.nodeName !== "#text" || more.length || (note && note.nodeName !== "SMALL")) return false;
  const small = cell.firstElementChild;
  if (!small) return true;
  const [said, ...others] = small.children;
  return bears(small, NONE) && !others.length && (!said || (marked && said.nodeName === "SPAN" && !said.childElementCount
    && bears(said, NOTE) && said.getAttribute("data-t") === "areas-on" && said.textContent === small.textContent));
}

/**
 * A cell's own text, without its notes and ids.
 * @param {Element|undefined|null} cell
 */
export function ownText(cell) {
  const parts = [...(cell?.childNodes ?? [])].filter((node) => node.nodeName !== "SMALL");
  return parts.map((node) => node.textContent ?? "").join("").replace(/[ \t\n\r\u00a0]+/g, " ").trim();
}

/**
 * The texts of the figures' heads; null where they do not stand one above each column.
 * @param {Element} table
 * @param {number} more how many heads stand after them
 * @returns {string[]|null}
 */
export function figureHeads(table, more) {
  const rows = table.querySelectorAll("thead tr");
  const heads = [...(rows[0]?.children ?? [])];
  const figures = heads.slice(2, heads.length - more);
  const others = [...heads.slice(0, 2), ...heads.slice(heads.length - more)];
  const good = isPlainTable(table) && rows.length === 1 && heads.every((head) => head.nodeName === "TH") && heads.length >= 2 + more
    && others.every((head) => bears(head, WORD) && !head.childElementCount)
    && figures.every((head) => bears(head, HEAD) && !head.childElementCount);
  return good ? figures.map(ownText) : null;
}

/**
 * Whether a table has one row of heads and one body, in their places and bearing nothing, and nothing above it
 * hides it or makes it another's. A foot is shown last wherever it stands, and what covers rows ends with its body.
 * @param {Element} table
 * @param {boolean} [foot] whether it may have one, of one row
 */
export function isPlainTable(table, foot = false) {
  const parts = [...table.children].filter((part) => part.nodeName !== "CAPTION");
  const [head, , last] = parts;
  const form = parts.map((part) => part.nodeName).join(" ");
  return isShown(table) && (form === "THEAD TBODY" || (foot && form === "THEAD TBODY TFOOT"))
    && parts.every((part) => bears(part, NONE) && [...part.children].every((row) => row.nodeName === "TR"))
    && head.children.length === 1 && bears(head.children[0], NONE) && (!last || last.children.length === 1)
    && table.querySelectorAll("tr").length === parts.reduce((sum, part) => sum + part.children.length, 0);
}

/**
 * Whether all that a part of a page stands in shows what is in it; in a page that is open, whether the browser
 * shows the part at all.
 * @param {Element} part
 */
export function isShown(part) {
  for (let one = part.parentElement; one; one = one.parentElement) {
    if (!SHOWING.has(one.nodeName) || ![...one.classList].every((name) => CLASSES.has(name))) return false;
    for (const name of one.getAttributeNames()) if (!AROUND.has(name) && !name.startsWith("data-")) return false;
  }
  return !part.closest(HIDING) && (!part.ownerDocument.defaultView || part.checkVisibility());
}

/**
 * Whether a row has one cell for its sources and one a figure, after the unit's where it is its first; the row
 * of an area's only unit may have what the area has more.
 * @param {HTMLElement} row
 * @param {number} count
 * @param {number} more
 */
export function isPlainRow(row, count, more) {
  const first = Number(Boolean(row.id || row.dataset.unit));
  const cells = [...row.children];
  const area = first === 1 && isArea(cells[0]);
  const least = first + 1 + count;
  if (cells.length < least || cells.length > least + (area ? more : 0) || !bears(row, ROW)) return false;
  return cells.every((cell, at) => {
    if (at > first) return cell.nodeName === "TD" && !cell.childElementCount && bears(cell, NONE);
    return isPlainText(cell) && (at < first ? cell.nodeName === "TH" && bears(cell, area ? AREA : UNIT)
      : cell.nodeName === "TD" && bears(cell, SOURCES));
  });
}

/**
 * Whether a head bears the address of an area.
 * @param {Element|undefined} head
 */
function isArea(head) {
  return Boolean(head?.id || head?.hasAttribute("data-area"));
}

/**
 * Whether a row that heads an area has its name where it is the first, its sources, one cell a figure, and no
 * more after them than areas have.
 * @param {HTMLElement} row
 * @param {{count: number, more: number, first: boolean}} form
 */
export function isPlainAreaRow(row, { count, more, first }) {
  const heads = [...row.children].filter((cell) => cell.nodeName === "TH");
  const [sources, ...figures] = [...row.children].slice(heads.length);
  return bears(row, NONE) && heads.length === Number(first)
    && heads.every((head, at) => head === row.children[at] && isArea(head) && bears(head, AREA) && isPlainText(head))
    && sources?.nodeName === "TD" && bears(sources, SOURCES) && isPlainText(sources)
    && figures.length >= count && figures.length <= count + more
    && figures.every((cell, at) => cell.nodeName === "TD" && bears(cell, NONE) && (at < count ? isFigure(cell) : !cell.childElementCount));
}

/**
 * What a row that names no entry calls a source, "" where none: a unit without a record, or one that a source took
 * back. Null where it shows anything else, or its cells are not as wide as the rest of the row.
 * @param {HTMLElement} row
 * @param {number} count how many figures
 */
export function silentSource(row, count) {
  const first = Number(Boolean(row.id || row.dataset.unit));
  const cells = [...row.children];
  const [one, other] = cells.slice(first);
  const head = first ? cells[0] : null;
  const isGood = bears(row, ROW) && row.dataset.e === undefined && (!head || (head.nodeName === "TH" && bears(head, isArea(head) ? AREA : UNIT) && isPlainText(head)));
  const last = other ?? one;
  if (!isGood || cells.length > first + 2 || last?.nodeName !== "TD" || !bears(last, WIDE) || !isPlainText(last) || DIGIT.test(last.textContent ?? "")) return null;
  if (spans(last) !== count + Number(!other)) return null;
  if (!other) return "";
  return one.nodeName === "TD" && bears(one, NONE) && isPlainText(one) && !ownText(other) ? ownText(one) : null;
}

/**
 * Whether a table of totals has a head and cells for each source, the rows that it names, and nothing hidden.
 * @param {HTMLElement} table
 * @param {{sources: number, lines: string[]}} named how many columns of sources, and the rows
 */
export function isPlainTotals(table, { sources, lines }) {
  const heads = [...table.querySelectorAll("thead th")];
  const rows = [...table.querySelectorAll("tbody tr")];
  const figures = lines.filter(Boolean);
  return isPlainTable(table) && new Set(figures).size === figures.length
    && heads.length === sources + 1 && rows.length === lines.length
    && heads.every((head, at) => bears(head, at ? TOTALS_COLUMN : TOTALS_HEAD) && isPlainText(head) && !head.querySelector("[data-t]") && spans(head) === (at ? 2 : 1))
    && rows.every((row, at) => isPlainTotal(row, sources, Boolean(lines[at])));
}

/**
 * @param {Element} row
 * @param {number} sources
 * @param {boolean} figure
 */
function isPlainTotal(row, sources, figure) {
  const [name, ...cells] = row.children;
  return bears(row, NONE) && !row.closest("[hidden]") && name?.nodeName === "TH" && bears(name, figure ? NONE : WORD)
    && isPlainText(name) && !name.querySelector("[data-t]") && cells.length === 2 * sources
    && cells.every((cell, at) => cell.nodeName === "TD" && bears(cell, NONE) && (at % 2 ? !cell.childElementCount : isFigure(cell, true)));
}

/**
 * How many rows or columns a cell covers, as a browser reads it; NaN where it is no plain number, which a browser
 * may read as another than `Number` does: `0x2` is none.
 * @param {Element|null|undefined} cell
 * @param {"rowspan"|"colspan"} [name]
 */
export function spans(cell, name = "colspan") {
  const text = cell?.getAttribute(name) ?? "1";
  return /^[0-9]{1,4}$/.test(text) ? Number(text) : NaN;
}
