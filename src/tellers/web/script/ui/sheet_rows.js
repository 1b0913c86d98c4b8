/**
 * A sheets page as it says itself: its tables, their units, and what each row shows of which entries.
 *
 * Read from the page that is shown, and by "verify everything" from pages it fetched. README.md has the form.
 */

/**
 * One row: a distinct account of a unit, the entries that give it, and the text of each figure's cell.
 * @typedef {{unit: string, entries: number[], sources: string[]|null, cells: string[], element: HTMLElement}} Row
 */
/**
 * `units` are all that the table names, those without a record too.
 * @typedef {{contest: string, figures: string[], subjects: Record<string, number>, rows: Row[],
 *   units: Map<string, HTMLElement>, element: HTMLElement}} Sheets
 */

/**
 * The tables of sheets in a page; one that is not in its form gives no rows that it cannot name.
 * @param {ParentNode} page
 * @returns {Sheets[]}
 */
export function readSheets(page) {
  const tables = /** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll("table.sheets"));
  return [...tables].map((element) => {
    const { contest = "" } = element.dataset;
    const figures = parsed(element.dataset.figures, /** @type {string[]} */ ([]));
    const subjects = parsed(element.dataset.subjects, /** @type {Record<string, number>} */ ({}));
    return { contest, figures, subjects, ...readRows(element, figures.length), element };
  });
}

/**
 * @param {HTMLElement} table
 * @param {number} count how many figures
 */
function readRows(table, count) {
  /** @type {Row[]} */
  const rows = [];
  /** @type {Map<string, HTMLElement>} */
  const units = new Map();
  let unit = "";
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (table.querySelectorAll("tr"))) {
    if (element.closest("thead")) continue;
    if (element.querySelector("th[colspan]")) continue; // the heading of an area
    if (element.id || element.dataset.unit) {
      unit = element.dataset.unit ?? element.id;
      units.set(unit, element);
    }
    if (element.dataset.e === undefined) continue;
    const cells = [...element.querySelectorAll("td")];
    const said = /** @type {HTMLElement|null} */ (element.querySelector("td[data-s]"))?.dataset.s;
    rows.push({
      unit,
      entries: element.dataset.e.split(",").filter(Boolean).map(Number),
      sources: said === undefined ? null : said.split(" ").filter(Boolean),
      cells: count ? cells.slice(-count).map((cell) => (cell.textContent ?? "").trim()) : [],
      element,
    });
  }
  return { rows, units };
}

/**
 * The number that a cell shows: null where it shows none, "?" where it says that it was not read.
 * @param {string} text
 * @returns {number|"?"|null}
 */
export function shownNumber(text) {
  const bare = text.replace(/[\s.,\u00a0\u202f\u2009'’]/g, "");
  if (!bare || bare === "–" || bare === "-") return null;
  return /^\d+$/.test(bare) ? Number(bare) : "?";
}

/**
 * @template T
 * @param {string|undefined} text
 * @param {T} otherwise
 * @returns {T}
 */
function parsed(text, otherwise) {
  try {
    return text ? JSON.parse(text) : otherwise;
  } catch {
    return otherwise;
  }
}
