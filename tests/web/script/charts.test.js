/** What charts make of their data before Plot draws it. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { areasWithin, sumOver } from "../../../src/tellers/web/script/charts/areas.js";
import { shortened } from "../../../src/tellers/web/script/charts/drawing.js";
import { binsOf, powerOf } from "../../../src/tellers/web/script/charts/units.js";

/** @type {any} */
const bins = [{ sources: ["v1", "v2"], option: "A", edge: 5, units: 12, same: 11, squares: [[0, 0, 11], [2, 1, 1]] }];

test("two sources are turned about where they are asked for the other way", () => {
  assert.deepEqual(binsOf(bins, { source: "v1", other: "v2", option: "A" })?.squares, [[0, 0, 11], [2, 1, 1]]);
  assert.deepEqual(binsOf(bins, { source: "v2", other: "v1", option: "A" })?.squares, [[0, 0, 11], [1, 2, 1]]);
  assert.equal(binsOf(bins, { source: "v1", other: "v1", option: "A" }), null);
  assert.equal(binsOf(bins, { source: "v1", other: "v2", option: "B" }), null);
});

test("a square's shade follows the power of ten of its units", () => {
  assert.deepEqual([1, 9, 10, 999, 1000, 10_000_000].map(powerOf), [1, 1, 2, 3, 4, 5]);
});

test("areas are those within the wider one, and those with a code", () => {
  /** @type {any} */
  const data = { codes: ["1", "2", "3", ""], wider: [["n", "North"], ["s", "South"]], within: [0, 1, 1, 1] };
  assert.deepEqual(areasWithin(data, ""), [0, 1, 2]);
  assert.deepEqual(areasWithin(data, "s"), [1, 2]);
  assert.deepEqual(areasWithin({ ...data, wider: [], within: [] }, "s"), [0, 1, 2]);
  assert.equal(sumOver([5, null, 7], [0, 1, 2]), 12);
});

test("a long name is shortened to its room", () => {
  assert.equal(shortened("Distrito Capital", 200), "Distrito Capital");
  assert.equal(shortened("Distrito Capital", 60), "Distrit…");
});
