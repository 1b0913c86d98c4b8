import assert from "node:assert/strict";
import { test } from "node:test";
import { Standing } from "../../../src/tellers/web/script/ui/standing.js";
import { Adder, derived, partsOf } from "../../../src/tellers/web/script/ui/totals.js";
import { encodeJson } from "../../../src/tellers/web/script/verify/json.js";

const CONTEST = { type: "tellers:contest:2", id: "vote", options: [{ id: "A" }, { id: "B" }], figures: [{ id: "valid", sum_of: ["A", "B"] }, { id: "null", sum_of: [] }] };

/**
 * @param {string} subject
 * @param {any} stated
 * @param {{replaces?: number|null, act?: string, dossier?: string}} [more]
 */
function entry(subject, stated, { replaces = null, act = "published", dossier = "made" } = {}) {
  const plain = { type: "tellers:entry:1", act, subject, at: "2031-05-18T20:15:00Z", replaces, dossier, stated };
  return new TextEncoder().encode(encodeJson(plain));
}

/**
 * @param {string} unit
 * @param {Record<string, number|null>} figures
 * @param {{source?: string, status?: string, place?: number}} [more]
 */
function sheet(unit, figures, { source = "v1", status = "counted", place = 1 } = {}) {
  const unread = Object.entries(figures).filter(([, value]) => value === null).map(([name]) => name);
  const stated = {
    type: "tellers:record:1", contest: "vote", source, unit, status, figures: Object.entries(figures),
    ...(unread.length ? { unread } : {}),
    id: `${source}/${place}`, row: 1,
  };
  return /** @type {const} */ ([`record/vote/${source}/${unit}/${place}`, stated]);
}

/** @param {Uint8Array[]} entries */
function standingOf(...entries) {
  const standing = new Standing("made");
  standing.take(0, entries);
  return standing;
}

test("what replaced and withdrew an entry leaves it out of what stands", () => {
  const standing = standingOf(
    entry("contest/vote", CONTEST),
    entry(...sheet("1", { A: 5 })),
    entry(...sheet("2", { A: 6 })),
    entry(...sheet("1", { A: 7 }), { replaces: 1, act: "corrected" }),
    entry("record/vote/v1/2/1", null, { replaces: 2, act: "withdrawn" }),
  );
  assert.deepEqual(standing.records().map(({ index, unit }) => [index, unit]), [[3, "1"]]);
  assert.deepEqual([...standing.figuresOf(standing.records()[0])], [["A", 7]]);
});

test("a source that corrects a sheet by another takes the place of that one", () => {
  const standing = standingOf(entry(...sheet("1", { A: 5 })), entry(...sheet("1", { A: 6 }, { place: 2 }), { replaces: 0, act: "corrected" }));
  assert.deepEqual(standing.records().map(({ index }) => index), [1]);
});

test("entries of strangers and of other dossiers count for nothing, and are counted", () => {
  const standing = standingOf(new TextEncoder().encode("hello"), entry(...sheet("1", { A: 5 }), { dossier: "other" }), entry(...sheet("1", { A: 6 })));
  assert.deepEqual(standing.records().map(({ index }) => index), [2]);
  assert.equal(standing.foreign, 2);
});

test("the contest that stands is the last that was stated", () => {
  const standing = standingOf(entry("contest/vote", CONTEST), entry("contest/vote", { ...CONTEST, title: "b" }, { replaces: 0, act: "corrected" }));
  assert.equal(standing.subject("contest/vote")?.index, 1);
  assert.equal(standing.subject("contest/other"), null);
});

test("numbers beyond 31 bits, unread figures and silence are kept as they were", () => {
  const standing = standingOf(entry(...sheet("1", { A: 3_000_000_000, B: null })), entry(...sheet("2", { null: 0 })));
  const [first, second] = standing.records();
  assert.deepEqual([...standing.figuresOf(first)], [["A", 3_000_000_000], ["B", "unread"]]);
  assert.deepEqual([...standing.figuresOf(second)], [["null", 0]]);
});

test("a figure without a column is the sum that it is declared to be, where every part is known", () => {
  const parts = partsOf(/** @type {any} */ (CONTEST));
  assert.equal(derived("valid", new Map([["A", 5], ["B", 1]]), parts), 6);
  assert.equal(derived("valid", new Map([["A", 5]]), parts), null);
  assert.equal(derived("valid", new Map(/** @type {[string, number|"unread"][]} */ ([["A", 5], ["B", "unread"]])), parts), null);
  assert.equal(derived("null", new Map([["A", 5]]), parts), null);
});

test("of a source's records on a unit the first that is counted counts, and sums pass 2**31", () => {
  const adder = new Adder(partsOf(/** @type {any} */ (CONTEST)));
  const figures = new Map([["A", 2_000_000_000], ["B", 1]]);
  adder.add({ unit: "1", source: "v1", status: "annulled" }, figures);
  adder.add({ unit: "1", source: "v1", status: "counted" }, figures);
  adder.add({ unit: "1", source: "v1", status: "counted" }, figures);
  adder.add({ unit: "2", source: "v1", status: "counted" }, figures);
  assert.deepEqual([...(adder.sums.get("v1") ?? [])], [["A", 4_000_000_000], ["B", 2], ["valid", 4_000_000_002]]);
});
