import assert from "node:assert/strict";
import { test } from "node:test";
import { Standing } from "../../../src/tellers/web/script/ui/standing.js";
import { encodeJson } from "../../../src/tellers/web/script/verify/json.js";

/**
 * @param {string} place
 * @param {Partial<{act: string, replaces: number|null, dossier: string}>} how
 */
function entry(place, { act = "published", replaces = null, dossier = "d" } = {}) {
  const stated = act === "withdrawn" ? null : {
    type: "tellers:record:1", contest: "c", source: "s", unit: "u", status: "counted", figures: [["A", 1]],
  };
  const plain = { type: "tellers:entry:1", act, subject: `record/c/s/u/${place}`, at: "2031-05-18T20:15:00Z", replaces, dossier, stated };
  return new TextEncoder().encode(encodeJson(/** @type {any} */ (plain)));
}

test("a record is as long as what it says, however many figures another one names", () => {
  const stated = (unit, figures) => ({ type: "tellers:record:1", contest: "c", source: "s", unit, status: "counted", figures });
  const many = Array.from({ length: 5000 }, (_, at) => [`n${at}`, at]);
  const bytes = [["many", many], ["u1", [["A", 1], ["B", null]]], ["u2", [["A", 2 ** 40], ["B", 0]]]].map(([unit, figures]) =>
    new TextEncoder().encode(encodeJson(/** @type {any} */ ({
      type: "tellers:entry:1", act: "published", subject: `record/c/s/${unit}/1`, at: "2031-05-18T20:15:00Z", replaces: null,
      dossier: "d", stated: stated(unit, figures),
    }))));
  const held = new Standing("d");
  held.take(0, bytes);
  const [first, second, third] = held.records();

  assert.deepEqual([first, second, third].map(({ values }) => values.length), [5000, 2, 2]);
  assert.equal(second.names, third.names);
  assert.deepEqual([...held.figuresOf(second)], [["A", 1], ["B", null]]);
  assert.deepEqual([...held.figuresOf(third)], [["A", 2 ** 40], ["B", 0]]);
});

/** @param {Uint8Array[]} entries */
function standing(...entries) {
  const held = new Standing("d");
  held.take(0, entries);
  return held.records().map(({ index }) => index);
}

test("a sheet that another sheet corrects stands no longer", () => {
  assert.deepEqual(standing(entry("1"), entry("2", { act: "corrected", replaces: 0 })), [1]);
});

test("a sheet stands again once what corrected it was withdrawn, as the pages have it", () => {
  const taken = [entry("1"), entry("2", { act: "corrected", replaces: 0 }), entry("2", { act: "withdrawn", replaces: 1 })];
  assert.deepEqual(standing(...taken), [0]);
});

test("an entry of another dossier replaces nothing of this one", () => {
  assert.deepEqual(standing(entry("1"), entry("1", { act: "corrected", replaces: 0, dossier: "other" })), [0]);
});

test("an entry that is not in its form states nothing, ends nothing, and is named by its index", () => {
  const amended = new TextEncoder().encode(new TextDecoder().decode(entry("1")).replace("published", "amended"));
  const held = new Standing("d");
  held.take(0, [entry("1"), amended, new TextEncoder().encode("somebody else's"), entry("2")]);
  assert.deepEqual(held.records().map(({ index }) => index), [0, 3]);
  assert.deepEqual(held.malformed, [1]);
  assert.equal(held.foreign, 1);
});
