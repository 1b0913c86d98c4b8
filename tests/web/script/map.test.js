/** Shapes from steps, the frame they are drawn in, and the schematic map. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { cellsOf } from "../../../src/tellers/web/script/map/cells.js";
import { frameAround } from "../../../src/tellers/web/script/map/frame.js";
import { featuresOf, polygonsOf } from "../../../src/tellers/web/script/map/gl_style.js";
import { boundsOf, middleOf, readShapes, ringOf } from "../../../src/tellers/web/script/map/shapes.js";

const FIELD = { x: 0, y: 0, wide: 200, high: 100 };

test("a ring is read from its steps", () => {
  assert.deepEqual(ringOf([1000, 2000, 50, 25], 100), [[10, 20], [10.5, 20.25]]);
  const layer = readShapes({ kind: "points", scale: 10, shapes: [], points: [["01", 55, -21]] });
  assert.deepEqual(layer.spots, [{ area: "01", place: [5.5, -2.1] }]);
});

test("an area's middle is that of its largest ring", () => {
  /** @type {any} */
  const shape = { area: "1", rings: [[[0, 0], [1, 0], [1, 1]], [[10, 10], [20, 10], [20, 20], [10, 20]]] };
  assert.deepEqual(middleOf(shape), [15, 15]);
  assert.deepEqual(boundsOf(shape.rings), [0, 0, 20, 20]);
});

test("a frame keeps proportions at its middle latitude and the north at the top", () => {
  const frame = frameAround([[[-10, 0], [10, 0], [0, 5], [0, -5]]], { wide: 1280, high: 1600 });
  assert.deepEqual([frame.wide, frame.high], [1280, 640]);
  assert.deepEqual(frame.at([0, 5]), [640, 0]);
});

test("a cell is as large as its weight, and cells fill the field without a gap", () => {
  const areas = Array.from({ length: 30 }, (_, at) => ({ place: /** @type {[number, number]} */ ([at % 6, Math.floor(at / 6)]), weight: at + 1, group: String(at % 3) }));
  const boxes = cellsOf(areas, FIELD);
  const whole = areas.reduce((sum, { weight }) => sum + weight, 0);
  boxes.forEach((box, at) => {
    assert.ok(box);
    assert.ok(Math.abs((box.wide * box.high) / (FIELD.wide * FIELD.high) - areas[at].weight / whole) < 1e-9);
    assert.ok(box.x >= -1e-9 && box.y >= -1e-9 && box.x + box.wide <= 200 + 1e-9 && box.y + box.high <= 100 + 1e-9);
  });
  for (let one = 0; one < boxes.length; one += 1) {
    for (let other = 0; other < one; other += 1) assert.ok(!overlap(/** @type {any} */ (boxes[one]), /** @type {any} */ (boxes[other])));
  }
});

test("cells lie to the side that their areas do", () => {
  const at = (/** @type {number} */ x, /** @type {number} */ y) => ({ place: /** @type {[number, number]} */ ([x, y]), weight: 1, group: `${x} ${y}` });
  const [west, east] = cellsOf([at(-70, 8), at(-60, 8)], FIELD);
  assert.ok(west && east && west.x < east.x);
  const [south, north] = cellsOf([at(-65, 2), at(-65, 10)], { ...FIELD, wide: 50 });
  assert.ok(south && north && north.y < south.y);
});

test("areas without weight have no cell, and none at all is no fault", () => {
  assert.deepEqual(cellsOf([{ place: [0, 0], weight: 0, group: "" }], FIELD), [null]);
  assert.deepEqual(cellsOf([], FIELD), []);
});

test("a ring that runs the other way is a hole", () => {
  /** @type {any} */
  const outer = [[0, 0], [9, 0], [9, 9], [0, 9], [0, 0]];
  /** @type {any} */
  const hole = [[2, 2], [2, 4], [4, 4], [4, 2], [2, 2]];
  assert.deepEqual(polygonsOf([outer, hole]), [[outer, hole]]);
  assert.deepEqual(polygonsOf([outer, outer]), [[outer], [outer]]);
});

test("a feature has its area's place and class, and -1 where it is not known", () => {
  const layer = { kind: "points", shapes: [], spots: [{ area: "a", place: /** @type {[number, number]} */ ([1, 2]) }, { area: "", place: /** @type {[number, number]} */ ([3, 4]) }] };
  const { spots } = featuresOf(layer, { indexes: new Map([["a", 0]]), classes: [4], radius: (index) => index + 2 });
  assert.deepEqual(spots.features.map(({ properties }) => properties), [{ i: 0, c: 4, r: 2 }, { i: -1, c: -1, r: 1 }]);
});

/**
 * @param {import("../../../src/tellers/web/script/map/cells.js").Box} one
 * @param {import("../../../src/tellers/web/script/map/cells.js").Box} other
 */
function overlap(one, other) {
  const apart = 1e-9;
  return one.x + one.wide > other.x + apart && other.x + other.wide > one.x + apart && one.y + one.high > other.y + apart && other.y + other.high > one.y + apart;
}
