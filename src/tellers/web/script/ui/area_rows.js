/**
 * The rows of a sheets page that head an area and say what it adds up to (site/area_rows.py).
 *
 * The head of the first bears the area's id (`parish=040101`), or its code in `data-area`, and in `data-wider` how
 * many levels of areas lie within it. An area of one unit has that unit's row for its own.
 */

import { isPlainAreaRow, ownText, spans } from "./row_form.js";

/** Sources that add up alike, on how many units of how many listed. @typedef {{ids: string[]|null, named: string, covered: number, listed: number}} Group */
/**
 * The first of `groups` is added up, the others have fewer of its units and say the same there. `notes` are on
 * how many records figures rest that some do not give, "" for all.
 * @typedef {{groups: Group[], cells: string[], notes: string[], more: string[], plain: boolean}} AreaRow
 */
/**
 * `only` is what stands after the figures of an area's only unit; null of one that has rows of its own.
 * @typedef {{name: string, wider: number, rows: AreaRow[], only: string[]|null, units: string[], head: HTMLElement}} Area
 */

/** Takes the rows of a table from above, and keeps those that head areas. */
export class AreasRead {
  #count;
  #more;
  /** @type {Area[]} */
  #areas = [];
  /** Those that the next unit lies in, the widest first. @type {Area[]} */
  #around = [];
  /** Whether the last row was one that heads an area. */
  #heading = false;

  /**
   * @param {number} count how many figures
   * @param {string[]} more
   */
  constructor(count, more) {
    this.#count = count;
    this.#more = more;
  }

  /**
   * Whether a row heads an area and is no unit's.
   * @param {HTMLElement} row
   * @param {boolean} first whether it is a unit's first
   */
  take(row, first) {
    const head = /** @type {HTMLElement|null} */ (row.querySelector("th"));
    const begins = head !== null && Boolean(head.id || head.dataset.area !== undefined || !first);
    if (head && begins) this.#begin(head);
    if (first || !(begins || (this.#heading && row.dataset.e === undefined))) {
      this.#heading = false;
      return false;
    }
    this.#heading = true;
    const cells = [...row.querySelectorAll("td")];
    const figures = cells.slice(1, this.#count + 1);
    this.#areas[this.#areas.length - 1].rows.push({
      groups: groupsOf(cells[0]),
      cells: figures.map(ownText),
      notes: figures.map((cell) => cell.querySelector("small")?.textContent ?? ""),
      more: cells.slice(this.#count + 1).map(ownText),
      plain: isPlainAreaRow(row, { count: this.#count, more: this.#more.length, first: begins }),
    });
    return true;
  }

  /** @param {HTMLElement} head */
  #begin(head) {
    const wider = Number(head.dataset.wider ?? 0);
    this.#around = this.#around.filter((area) => area.wider > wider);
    const area = { name: head.id || head.dataset.area || "", wider, rows: [], only: null, units: [], head };
    this.#areas.push(area);
    this.#around.push(area);
  }

  /** @param {string} unit */
  takeUnit(unit) {
    for (const area of this.#around) area.units.push(unit);
  }

  /**
   * What stands after the figures of a unit's row.
   * @param {string[]} more
   */
  takeRow(more) {
    const own = this.#around[this.#around.length - 1];
    if (own && !own.rows.length) own.only = more;
  }

  /** Every area, in the order of the page; none is plain whose head covers other rows than its own. */
  finish() {
    for (const { head, rows } of this.#areas) {
      if (rows.length && spans(head, "rowspan") !== rows.length) for (const row of rows) row.plain = false;
    }
    return this.#areas;
  }
}

/**
 * The sources of an area's row: names, then `units/listed`, which stands in an element of its own where names do.
 * @param {HTMLElement|undefined} cell
 * @returns {Group[]}
 */
function groupsOf(cell) {
  const apart = Boolean(cell?.querySelector("b"));
  const ids = cell?.dataset.s?.split("|").map((group) => group.split(" ").filter(Boolean)) ?? null;
  /** @type {Group[]} */
  const groups = [];
  let named = "";
  for (const node of cell?.childNodes ?? []) {
    const whole = apart ? [node.textContent ?? ""] : (node.textContent ?? "").split(/\s+/);
    for (const text of whole) {
      const told = /^(\d+)\/(\d+)$/.exec(text);
      if (!told || apart !== (node.nodeName === "B")) {
        named += `${text} `;
        continue;
      }
      const own = named.replace(/^[,\s]+/, "").trim();
      groups.push({ ids: ids ? ids[groups.length] ?? [] : own.split(" ").filter(Boolean), named: own, covered: Number(told[1]), listed: Number(told[2]) });
      named = "";
    }
  }
  return named.trim() ? [] : groups;
}
