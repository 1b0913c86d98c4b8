import assert from "node:assert/strict";
import { test } from "node:test";
import { holdArea } from "../../../src/tellers/web/script/ui/areas_held.js";

const CONTEST = /** @type {any} */ ({
  id: "vote", options: [{ id: "A" }, { id: "B" }],
  figures: [{ id: "valid", role: "valid", sum_of: ["A", "B"] }, { id: "voters", role: "voters", sum_of: ["valid"] },
    { id: "register", role: "registered", sum_of: [] }],
});
const NAMES = /** @type {Record<string, any>} */ ({ v1: { name: { entries: [["en", "Table 3/3"]] } }, qr: { name: { entries: [["en", "QR"]] } } });

/**
 * @param {string} unit
 * @param {string} source
 * @param {Record<string, any>} figures
 * @param {string} [status]
 */
function record(unit, source, figures, status = "counted") {
  return { unit, source, status, figures: new Map(Object.entries(figures)) };
}

/** Two units of one source, of which another has the second. */
function records() {
  return new Map([
    ["1", [record("1", "v1", { A: 5, B: 1, register: 10 })]],
    ["2", [record("2", "v1", { A: 7, B: 2, register: 20 }), record("2", "qr", { A: 7, B: 2 })]],
  ]);
}

/**
 * @param {any} row
 * @param {{more?: string[], register?: string, only?: string[]|null, units?: string[], held?: Map<string, any[]>}} [of]
 */
function fault(row, { more = ["turnout", "differ"], register, only = null, units = ["1", "2"], held = records() } = {}) {
  const sheets = /** @type {any} */ ({ figures: ["A", "B", "register"], more, element: { dataset: { register } } });
  const plain = { notes: ["", "", ""], more: ["50.00"], plain: true, ...row };
  const area = /** @type {any} */ ({ name: "centre=9", wider: 0, rows: only ? [] : [plain], only, units });
  try {
    const count = holdArea(sheets, area, { contest: CONTEST, records: held, sources: (id) => NAMES[id] ?? null, page: "p" });
    assert.ok(count > 0);
  } catch (error) {
    return /** @type {any} */ (error).code;
  }
  return null;
}

const V1 = { ids: ["v1"], named: "Table 3/3", covered: 2, listed: 2 };
const QR = { ids: ["qr"], named: "qr", covered: 1, listed: 2 };
const TRUE = { groups: [V1, QR], cells: ["12", "3", "30"] };

test("an area that its records add up to is held", () => {
  assert.equal(fault(TRUE), null);
  assert.equal(fault({ ...TRUE, groups: [V1] }), null); // of one record the sheet's own row is the total
});

test("another number, and one where no record gives any, are told", () => {
  assert.equal(fault({ ...TRUE, cells: ["13", "3", "30"] }), "page-total");
  assert.equal(fault({ ...TRUE, cells: ["12", "3", ""] }), "page-total");
  const silent = new Map([["1", [record("1", "v1", { A: 5, B: 1 })]], ["2", [record("2", "v1", { A: 7, B: 2 })]]]);
  assert.equal(fault({ groups: [V1], cells: ["12", "3", "30"], more: [] }, { held: silent }), "page-total");
  assert.equal(fault({ groups: [V1], cells: ["12", "3", ""], more: [] }, { held: silent }), null);
});

test("records of a source, and how many are listed at most, are held", () => {
  assert.equal(fault({ ...TRUE, groups: [{ ...V1, covered: 1 }, QR] }), "page-total");
  assert.equal(fault({ ...TRUE, groups: [V1, { ...QR, covered: 2 }] }), "page-total");
  assert.equal(fault({ ...TRUE, groups: [{ ...V1, listed: 3 }] }), "page-total");
  assert.equal(fault({ ...TRUE, groups: [V1, QR, QR] }), "page-total");
});

test("a number that rests on fewer records says on how many", () => {
  const unread = records();
  unread.set("1", [record("1", "v1", { A: 5, B: "unread", register: 10 })]);
  const row = { ...TRUE, cells: ["12", "2", "30"], more: ["45.00"] };
  assert.equal(fault({ ...row, notes: ["", "1/2", ""] }, { held: unread }), null);
  assert.equal(fault(row, { held: unread }), "page-total");
});

test("a source told beside another says the same of each of its units", () => {
  const other = records();
  other.set("2", [record("2", "v1", { A: 7, B: 2, register: 20 }), record("2", "qr", { A: 8, B: 2 })]);
  assert.equal(fault({ ...TRUE, more: ["50.00", "1"] }, { held: other }), "page-total");
  assert.equal(fault({ ...TRUE, groups: [V1], more: ["50.00", "1"] }, { held: other }), null);
  assert.equal(fault({ ...TRUE, groups: [V1] }, { held: other }), "page-total"); // that they differ is left out
});

test("a source with two records that no row names is told", () => {
  const both = records();
  both.set("1", [...both.get("1") ?? [], record("1", "qr", { A: 5, B: 1 })]);
  assert.equal(fault({ ...TRUE, groups: [V1] }, { held: both }), "page-total");
  assert.equal(fault({ ...TRUE, groups: [{ ...V1, ids: ["v1", "qr"], named: "Table 3/3, QR qr" }] }, { held: both }), null);
});

test("turnout is held where each register stands on a sheet, and not where only a list has it", () => {
  assert.equal(fault({ ...TRUE, more: ["50.01"] }), "page-share");
  assert.equal(fault({ ...TRUE, more: [""] }), "page-share");
  assert.equal(fault({ ...TRUE, more: ["61.00"] }, { register: "listed" }), null);
});

test("a name that no entry gives a source is told", () => {
  assert.equal(fault({ ...TRUE, groups: [{ ...V1, named: "QR" }] }), "page-name");
});

test("an area of one unit has that unit's row, and its turnout is held", () => {
  assert.equal(fault({}, { only: ["60.00"], units: ["1"] }), null);
  assert.equal(fault({}, { only: ["60.10"], units: ["1"] }), "page-share");
  assert.equal(fault({}, { only: ["60.00"], units: ["1", "2"] }), "page-form");
});

test("a row that is not in its form is no row", () => {
  assert.equal(fault({ ...TRUE, plain: false }), "page-form");
  assert.equal(fault({ ...TRUE, groups: [] }), "page-form");
});
