/** The address of the page that compares, and the file of changes that it gives. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { changesFile } from "../../../src/tellers/web/script/compare/changes_table.js";
import { readState, writeState } from "../../../src/tellers/web/script/compare/state.js";

test("an address says what is shown, and is read back", () => {
  const state = { pair: "president+v1+qr-a", from: 10, to: 20 };
  assert.equal(writeState(state), "pair=president%2Bv1%2Bqr-a&from=10&to=20");
  assert.deepEqual(readState(`#${writeState(state)}`), new Map([["pair", "president+v1+qr-a"], ["from", "10"], ["to", "20"]]));
});

test("an anchor is no state", () => {
  assert.equal(readState("#president+v1+qr-a"), null);
  assert.equal(readState(""), null);
});

test("a file of changes has a row for each figure that differs, and one for an entry without any", () => {
  const entry = (/** @type {object} */ more) => ({ act: "published", subject: "record/p/v1/7/1", at: "2031-05-18T20:15:00Z", replaces: null, dossier: "made", stated: {}, ...more });
  const changes = [
    { index: 4, silent: false, entry: entry({}), replaced: null, changed: [] },
    { index: 5, silent: false, entry: entry({ act: "corrected", replaces: 4 }), replaced: null,
      changed: [["A", 17, 18], ["B", null, 3]] },
    { index: 6, silent: true, entry: null, replaced: null, changed: [] },
  ];
  assert.equal(changesFile(/** @type {any} */ (changes)), [
    "index,act,subject,at,replaces,name,before,now",
    "4,published,record/p/v1/7/1,2031-05-18T20:15:00Z,,,,",
    "5,corrected,record/p/v1/7/1,2031-05-18T20:15:00Z,4,A,17,18",
    "5,corrected,record/p/v1/7/1,2031-05-18T20:15:00Z,4,B,,3",
    "6,silent,,,,,,",
    "",
  ].join("\n"));
});

test("a name that a spreadsheet would compute stays text", () => {
  const entry = { act: "published", subject: '=cmd|"x"', at: "", replaces: null, dossier: "made", stated: {} };
  const file = changesFile(/** @type {any} */ ([{ index: 0, silent: false, entry, replaced: null, changed: [["reason", "-5", "@x"]] }]));
  assert.equal(file.split("\n")[1], `0,published,"'=cmd|""x""",,,reason,-5,'@x`);
  const wide = changesFile(/** @type {any} */ ([{ index: 0, silent: false, entry: null, replaced: null, changed: [["reason", "\uff1dcmd", "a\u200bb"]] }]));
  assert.equal(wide.split("\n")[1], "0,silent,,,,reason,'\uff1dcmd,a\ufffdb");
});
