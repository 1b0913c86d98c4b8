import assert from "node:assert/strict";
import { test } from "node:test";
import { sideBySide, standApart, sums, turnouts } from "../../../src/tellers/web/script/ui/account.js";
import { findingText } from "../../../src/tellers/web/script/ui/finding_text.js";
import { holdRow } from "../../../src/tellers/web/script/ui/held.js";
import { recordOf } from "../../../src/tellers/web/script/ui/records.js";
import { shownNumber } from "../../../src/tellers/web/script/ui/sheet_rows.js";

const SHEETS = { contest: "vote", figures: ["A", "B", "null"] };

/**
 * @param {string} source
 * @param {Record<string, number|null>} figures
 * @param {Partial<{unread: string[], unit: string, contest: string, status: string}>} [more]
 */
function record(source, figures, { unread = [], unit = "1", contest = "vote", status = "counted" } = {}) {
  const stated = {
    type: "tellers:record:1", contest, source, unit, status, unread, figures: Object.entries(figures),
    image: "", image_sha256: "", reason: "",
  };
  const entry = /** @type {any} */ ({ act: "published", subject: "", at: "", replaces: null, dossier: "d", stated });
  const found = recordOf(entry, 7);
  assert.ok(found);
  return found;
}

/** @param {string[]} cells */
function row(...cells) {
  return /** @type {any} */ ({ unit: "1", entries: [7], sources: null, cells });
}

/** @param {() => void} hold */
function fault(hold) {
  try {
    hold();
  } catch (error) {
    const { code, where, expected, found } = /** @type {any} */ (error);
    return { code, where, expected, found };
  }
  return null;
}

test("a row that says what its records say is held, figure by figure", () => {
  const records = [record("v1", { A: 5, B: 0, null: 1 }), record("qr", { A: 5, B: 0 })];
  assert.equal(holdRow(row("5", "0", "1"), SHEETS, { records }), 3);
});

test("another number is told with the figure", () => {
  const records = [record("v1", { A: 5, B: 0, null: 1 })];
  assert.deepEqual(fault(() => holdRow(row("5", "1", "1"), SHEETS, { records, page: "p.html" })), {
    code: "page-number", where: "p.html#1, B", expected: "0", found: "1",
  });
});

test("zero, unread and not on the sheet are three values", () => {
  const silent = [record("v1", { A: 5, B: 0 })];
  assert.equal(holdRow(row("5", "0", ""), SHEETS, { records: silent }), 2);
  assert.equal(fault(() => holdRow(row("5", "0", "0"), SHEETS, { records: silent }))?.code, "page-number");
  assert.equal(fault(() => holdRow(row("5", "", ""), SHEETS, { records: silent }))?.code, "page-number");
  const both = [record("v1", { A: 5, B: 0 }, { unread: ["B"] })]; // a number that is given was read, whatever else is said
  assert.equal(holdRow(row("5", "0", ""), SHEETS, { records: both }), 2);
  const unread = [record("v1", { A: 5, B: null }, { unread: ["B"] })];
  assert.equal(holdRow(row("5", "?", ""), SHEETS, { records: unread }), 2);
  assert.equal(fault(() => holdRow(row("5", "0", ""), SHEETS, { records: unread }))?.found, "0");
});

test("one source's reading stands for another's that failed", () => {
  const records = [record("v1", { A: null, B: 0 }, { unread: ["A"] }), record("v2", { A: 5, B: 0 })];
  assert.equal(holdRow(row("5", "0", ""), SHEETS, { records }), 2);
});

test("a record of another unit or contest is no record of the row", () => {
  assert.equal(fault(() => holdRow(row("5", "", ""), SHEETS, { records: [record("v1", { A: 5 }, { unit: "2" })] }))?.code, "page-row");
  assert.equal(fault(() => holdRow(row("5", "", ""), SHEETS, { records: [record("v1", { A: 5 }, { contest: "x" })] }))?.code, "page-row");
});

test("a source that the records do not name is told", () => {
  const held = { ...row("5", "", ""), sources: ["v2"] };
  assert.deepEqual(fault(() => holdRow(held, SHEETS, { records: [record("v1", { A: 5 })] })), {
    code: "page-source", where: "1", expected: "v1", found: "v2",
  });
});

test("a row without its cells or without entries is not held", () => {
  assert.equal(fault(() => holdRow(row("5"), SHEETS, { records: [record("v1", { A: 5 })] }))?.code, "page-form");
  assert.equal(fault(() => holdRow(row("5", "", ""), SHEETS, { records: [] }))?.code, "page-form");
});

test("numbers are read as every language writes them", () => {
  for (const text of ["1234", "1,234", "1.234", "1\u202f234", "1\u00a0234"]) assert.equal(shownNumber(text), 1234);
  assert.equal(shownNumber(""), null);
  assert.equal(shownNumber("–"), null);
  assert.equal(shownNumber("?"), "?");
  for (const text of ["12a", "1 234", "9.9", "٩٩", "?9"]) assert.ok(Number.isNaN(shownNumber(text)), text);
});

test("who stands apart is told from whom most agree with; two that differ both do", () => {
  assert.deepEqual(standApart([5, 5, 6]), [false, false, true]);
  assert.deepEqual(standApart([5, 6]), [true, true]);
  assert.deepEqual(standApart([5, null, "unread", 5]), [false, false, false, false]);
});

test("accounts stand side by side in the contest's order", () => {
  const records = [record("v1", { B: 1, A: 5 }), record("v2", { A: 6, other: 2 })];
  const rows = sideBySide(records, ["A", "B"]);
  assert.deepEqual(rows.map(({ id, values }) => [id, values]), [["A", [5, 6]], ["B", [1, null]], ["other", [null, 2]]]);
  assert.deepEqual(rows.map((one) => one.differs), [true, false, false]);
});

test("sums are added up, and held against the total where the sheet gives one", () => {
  const contest = /** @type {any} */ ({ figures: [{ id: "valid", sum_of: ["A", "B"] }] });
  const records = [record("v1", { A: 5, B: 1, valid: 6 }), record("v2", { A: 5, B: 2, valid: 6 }), record("v3", { A: 5 }),
    record("v4", { A: null, B: 1 }, { unread: ["A"] })];
  assert.deepEqual(sums(records, contest), [
    { id: "valid", parts: ["A", "B"], values: [6, 7, 5, "unread"], holds: [true, false, null, null] },
  ]);
});

const WITH_TURNOUT = /** @type {any} */ ({
  options: [{ id: "A" }, { id: "B" }],
  figures: [
    { id: "voters", role: "voters", sum_of: ["A", "B", "null"] },
    { id: "null", role: "null", sum_of: [] },
    { id: "registered", role: "registered", sum_of: [] },
  ],
});

test("turnout is voters of the register that the first record to say it gives", () => {
  const records = [record("v1", { A: 5, B: 2, null: 1, registered: 16 }), record("v2", { A: 6, B: 2, null: 0 })];
  assert.deepEqual(turnouts(records, WITH_TURNOUT), [0.5, 0.5]);
});

test("turnout is silent where the voters are, and is no row where nobody says the register", () => {
  const records = [record("v1", { A: 5, B: 2, null: 1, registered: 16 }), record("qr", { A: 5, B: 2 })];
  assert.deepEqual(turnouts(records, WITH_TURNOUT), [0.5, null]);
  assert.deepEqual(turnouts([record("qr", { A: 5, B: 2 })], WITH_TURNOUT), []);
});

test("a finding is said by its key in the reader's language, with the sources' names", () => {
  const finding = {
    text: "v1, qr differ", key: "areas-finding-sources-differ", places: { count: 1, sources: "v1, qr" }, sources: ["v1", "qr"],
  };
  const before = { tellersShell: globalThis.tellersShell, document: globalThis.document };
  globalThis.document = /** @type {any} */ ({ documentElement: { lang: "es" }, body: { dataset: {} } });
  globalThis.tellersShell = /** @type {any} */ ({ held: new Map([["words", { "areas-finding-sources-differ": "difieren {sources}: {count}" }]]) });
  try {
    assert.equal(findingText(finding, (id) => `tabla ${id}`), "difieren tabla v1, tabla qr");
    assert.equal(findingText({ text: "v1, qr differ" }, (id) => id), "v1, qr differ");
  } finally {
    Object.assign(globalThis, before);
  }
});
