/** What maps and charts are made of before anything is drawn: classes, shares, addresses, tables, CSV. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { classesOf, classOf, countsOf, edgesOf } from "../../../src/tellers/web/script/picture/classes.js";
import { columnsOf, csvRows, sorted } from "../../../src/tellers/web/script/picture/columns.js";
import { csvOf } from "../../../src/tellers/web/script/picture/csv.js";
import { pairOf, valueOf, valuesOf } from "../../../src/tellers/web/script/picture/measures.js";
import { beginning, readState, writeState } from "../../../src/tellers/web/script/picture/state.js";

/** @type {any} */
const contest = {
  id: "president", title: "President", unit: "table", units: "tables", whole: false, main: "v2",
  options: [["A", "Anna"], ["B", "Bert"]], leaders: ["A", "B"], sources: [["v1", "First"], ["v2", "Second"]],
  register: { id: "r", levels: "centres", about: "" },
  levels: [
    { id: "state", name: "state", names: "states", areas: 2, file: "", layers: [{ kind: "polygons" }] },
    { id: "town", name: "town", names: "towns", areas: 3, file: "", layers: [{ kind: "points" }, { kind: "cells" }] },
    { id: "street", name: "street", names: "streets", areas: 9, file: "", layers: [] },
  ],
};
const register = { areas: [4, 1, 0], registered: [400, 90, 0], areas_seen: [3, 1, 0], covered: [300, 80, 0], unlisted: [0, 5, 2] };
/** @type {any} */
const data = {
  codes: ["1", "2", ""], names: ["North", "=South", ""], wider: [["x", "West"]], within: [0, 0, 0], pages: ["", "", ""], listed: [5, 6, 0],
  sources: {
    v1: { records: [4, 6, 1], votes: { A: [100, 60, 3], B: [50, 40, 1] }, voters: [160, 0, 4], registered: [400, 0, 10], register },
    v2: { records: [5, 0, 0], votes: { A: [120, 0, 0] } },
  },
  pairs: [{ sources: ["v1", "v2"], shared: [4, 0, 0], differ: [1, 0, 0], apart: [9, 0, 0], net: { A: [-9, 0, 0] } }],
};
const begun = beginning(contest, "", true);
const share = (/** @type {number} */ part, /** @type {number} */ whole) => ({ part, whole });

test("classes have round edges, hold every value, and an area on an edge falls to the upper side", () => {
  const values = [share(44, 100), share(50, 100), share(81, 100), null];
  const classes = classesOf(values);
  assert.deepEqual(classes, { start: 4000, step: 1000, count: 5, zero: false, under: false, over: false });
  assert.deepEqual(values.map((value) => classOf(value, classes)), [0, 1, 4, null]);
  assert.deepEqual(edgesOf(classes)[0], { low: 0.4, high: 0.5 });
  assert.deepEqual(countsOf(values, classes), [1, 1, 0, 0, 1]);
});

test("what lies on the last edge is in the last class", () => {
  const classes = classesOf([share(1, 2), share(1, 1)]);
  assert.deepEqual([classes.start, classes.step, classes.count], [5000, 1000, 5]);
  assert.equal(classOf(share(1, 1), classes), 4);
});

test("a few areas far off open the first and the last class, and do not make the others coarse", () => {
  const many = Array.from({ length: 100 }, (_, at) => share(5000 + at * 10, 10_000));
  const classes = classesOf([share(1, 100), ...many, share(99, 100)]);
  assert.deepEqual([classes.start, classes.step, classes.count, classes.under, classes.over], [5000, 200, 5, true, true]);
  assert.equal(classOf(share(1, 100), classes), 0);
  assert.equal(classOf(share(99, 100), classes), 4);
  assert.deepEqual([edgesOf(classes)[0].low, edgesOf(classes)[4].high], [null, null]);
});

test("where zero is a class of its own, the others begin above it", () => {
  const values = [share(0, 9), share(0, 4), share(1, 100), share(2, 100)];
  const classes = classesOf(values, true);
  assert.deepEqual(values.map((value) => classOf(value, classes)), [0, 0, 1, classes.count - 1]);
  assert.ok(classes.count <= 6);
});

test("every class of every range is one of six", () => {
  for (let low = 0; low <= 100; low += 7) {
    for (let high = low; high <= 100; high += 3) {
      for (const zero of [false, true]) {
        const values = [share(low, 100), share(high, 100), share((low + high) / 2, 100)];
        const classes = classesOf(values, zero);
        assert.ok(classes.count >= 1 && classes.count <= 6);
        for (const value of values) {
          const place = classOf(value, classes);
          assert.ok(place !== null && place >= 0 && place < classes.count);
        }
      }
    }
  }
});

test("nothing known gives a class and no value", () => {
  const classes = classesOf([null, null]);
  assert.equal(classes.count, 1);
  assert.deepEqual(countsOf([null], classes), [0]);
});

test("a share is of all votes for options that the source gives, and of none it is unknown", () => {
  const of = (/** @type {object} */ more) => valuesOf(data, { ...begun, source: "v1", ...more }, false);
  assert.deepEqual(of({}), [share(100, 150), share(60, 100), share(3, 4)]);
  assert.deepEqual(of({ source: "v2" }), [share(120, 120), null, null]);
  assert.deepEqual(of({ source: "v2", option: "B" }), [null, null, null]);
});

test("turnout is of the records that tell it; coverage of a register that lists at least half of the areas seen", () => {
  const of = (/** @type {object} */ more, whole = false) => valuesOf(data, { ...begun, source: "v1", ...more }, whole);
  assert.deepEqual(of({ show: "turnout" }), [share(160, 400), null, share(4, 10)]);
  assert.deepEqual(of({ show: "coverage" }), [share(300, 400), null, null]);
  assert.deepEqual(of({ show: "coverage" }, true), [share(4, 5), share(6, 6), null]);
  assert.equal(valueOf(data, { ...begun, show: "coverage", source: "v2" }, { area: 0, whole: false }), null);
});

test("two sources are held against each other in the order asked for", () => {
  assert.deepEqual(pairOf(data, "v1", "v2")?.net, { A: [-9, 0, 0] });
  assert.deepEqual(pairOf(data, "v2", "v1")?.net, { A: [9, 0, 0] });
  assert.equal(pairOf(data, "v1", "v1"), null);
  assert.deepEqual(valuesOf(data, { ...begun, show: "differ", source: "v2", other: "v1" }, false), [share(1, 4), null, null]);
});

test("an address opens what it was written from", () => {
  const shown = { ...begun, show: /** @type {const} */ ("differ"), source: "v1", other: "v2", level: "town", as: "cells", area: "0101 é&" };
  const address = writeState(shown, begun);
  assert.equal(address, "#show=differ&source=v1&other=v2&level=town&as=cells&area=0101+%C3%A9%26");
  assert.deepEqual(readState(address, begun, [contest]), shown);
  assert.equal(writeState(begun, begun), "");
});

test("an address that names what is not there opens the beginning", () => {
  assert.deepEqual(readState("#show=crime&source=zz&level=moon&as=polygons&option=__proto__", begun, [contest]), begun);
  assert.deepEqual(readState("#level=town&as=polygons", begun, [contest]), { ...begun, level: "town", as: "points" });
  assert.deepEqual(readState("#level=street", begun, [contest]), begun);
  assert.deepEqual(readState("#%E0%A4%A", begun, [contest]), begun);
});

test("a page begins with the main source, the leader and the widest level that is drawn", () => {
  const { source, other, option, level, as } = begun;
  assert.deepEqual({ source, other, option, level, as }, { source: "v2", other: "v1", option: "A", level: "state", as: "polygons" });
  assert.equal(beginning(contest, "shares").as, "");
});

test("the table has the numbers that its share is made of", () => {
  const columns = columnsOf(data, { ...begun, source: "v1" }, contest);
  assert.deepEqual(columns.rows.map(({ cells }) => cells), [
    [4, 100, 150, share(100, 150)],
    [6, 60, 100, share(60, 100)],
    [1, 3, 4, share(3, 4)],
  ]);
  assert.deepEqual(columnsOf(data, { ...begun, source: "v1", show: "coverage" }, contest).rows[1].cells, [1, 1, 5, 90, 80, null]);
  assert.deepEqual(columnsOf(data, { ...begun, show: "differ", source: "v1", other: "v1" }, contest).rows[0].cells, [null, null, null, null]);
});

test("rows are sorted by a column, and what is not known stays last either way", () => {
  const columns = columnsOf(data, { ...begun, source: "v1", show: "coverage" }, contest);
  const order = (/** @type {number} */ column, /** @type {boolean} */ down) =>
    sorted(columns.rows, { column, down, names: data.names, language: "en" }).map(({ index }) => index);
  assert.deepEqual(order(5, true), [0, 1, 2]);
  assert.deepEqual(order(5, false), [0, 1, 2]);
  assert.deepEqual(order(0, false), [2, 1, 0]);
  assert.deepEqual(order(-1, false), [2, 1, 0].sort((one, other) => data.names[one].localeCompare(data.names[other])));
});

test("a file for spreadsheets has codes, whole numbers, shares of 1, and no formula", () => {
  const rows = csvRows(columnsOf(data, { ...begun, source: "v1" }, contest), data, ["code", "area", "within", "records", "A", "all", "share"]);
  assert.equal(csvOf(rows), [
    "code,area,within,records,A,all,share",
    "1,North,West,4,100,150,0.666667",
    "2,'=South,West,6,60,100,0.600000",
    ",,West,1,3,4,0.750000",
    "",
  ].join("\n"));
  assert.equal(csvOf([['a "b", c', "-5", "-x", "two\nlines", null, 0]]), `"a ""b"", c",-5,'-x,"two\nlines",,0\n`);
});
