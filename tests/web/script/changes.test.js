import assert from "node:assert/strict";
import test from "node:test";

import { changesBetween, openLog } from "../../../src/tellers/web/script/verify/index.js";
import { encodeJson } from "../../../src/tellers/web/script/verify/json.js";
import { unsignedLog } from "./made_log.js";

const record = (unit, figures, more = {}) => ({ type: "tellers:record:1", contest: "p", source: "v1", id: 1, row: 2, unit, figures, status: "counted", ...more });

/** An entry's bytes; what is not said is as usual. */
function entry({ subject = "record/p/v1/010/1", replaces = null, act, dossier = "made", stated }) {
  const done = act ?? (replaces === null ? "published" : "corrected");
  const at = "2031-05-18T20:15:00Z";
  const whole = { type: "tellers:entry:1", act: done, subject, at, replaces, dossier, stated: stated ?? null };
  return new TextEncoder().encode(encodeJson(whole));
}

const ENTRIES = [
  entry({ stated: record("010", [["A", 10], ["B", 5], ["C", null]], { image: "one" }) }),
  new TextEncoder().encode("somebody else's"),
  entry({ replaces: 0, stated: record("010", [["A", 12], ["B", 5], ["D", 1]], { id: 7, row: 9, image: "two" }) }),
  entry({ replaces: 2, act: "withdrawn" }),
  entry({ replaces: 3, act: "published", stated: record("010", [["A", 12], ["B", 6], ["D", 1]], { image: "two" }) }),
  entry({ replaces: 0, dossier: "other", stated: record("010", [["A", 99]]) }),
  entry({ replaces: 0, subject: "record/p/v1/011/1", stated: record("011", [["A", 99]]) }),
];

test("what changed is told figure by figure against the entry replaced, and never where it was read", async () => {
  const log = await openLog(unsignedLog(ENTRIES));
  const found = [];
  for await (const change of changesBetween({ log, oldSize: 1, newSize: 7 })) found.push(change);

  assert.deepEqual(
    found.map(({ index, silent, replaced, changed }) => [index, silent, replaced?.index ?? null, changed]),
    [
      [1, true, null, []],
      [2, false, 0, [["A", 10, 12], ["D", null, 1], ["image", "one", "two"]]],
      [3, false, 2, []],
      [4, false, 3, [["B", 5, 6]]], // what the withdrawal took back is what its successor is held against
      [5, false, null, []], // of another dossier
      [6, false, null, []], // of another unit
    ],
  );
});

test("a replaced entry that was altered is refused, although it is outside of the range", async () => {
  const { map, files, policyText } = unsignedLog(ENTRIES);
  const log = await openLog({ files, policyText });
  map.get("tile/entries/000.p/7")[40] ^= 1;
  await assert.rejects(changesBetween({ log, oldSize: 2, newSize: 3 }).next(), { code: "entry-false" });
});

test("an earlier checkpoint is shown to begin this log, or refused", async () => {
  const { map, files, policyText } = unsignedLog(ENTRIES);
  map.set("checkpoints/3", unsignedLog(ENTRIES.slice(0, 3)).map.get("head.txt"));
  map.set("checkpoints/2", unsignedLog([ENTRIES[1], ENTRIES[0]]).map.get("head.txt"));
  const log = await openLog({ files, policyText });
  assert.equal((await log.earlier(3)).size, 3);
  await assert.rejects(log.earlier(2), { code: "proof-false", where: "checkpoints/2" });
  await assert.rejects(log.earlier(4), { code: "file-missing", where: "checkpoints/4" });
});
