import assert from "node:assert/strict";
import test from "node:test";

import { openLog } from "../../../src/tellers/web/script/verify/index.js";
import { walkLog } from "../../../src/tellers/web/script/verify/walk.js";
import { numbered, signedLog, text, tilesOf } from "./made_log.js";

/** Returns what a walk over the log says after one file was altered; the file is put back. */
async function refusalOf({ map, files, policyText }, path, altered) {
  const held = map.get(path);
  if (altered === null) map.delete(path);
  else map.set(path, altered);
  try {
    await walkLog({ files, policyText });
    return null;
  } catch (error) {
    return error;
  } finally {
    map.set(path, held);
  }
}

test("a log that nobody altered is read whole, in order", async () => {
  const seen = [];
  const told = [];
  const walked = await walkLog(signedLog(600), {
    onEntries: (first, entries) => seen.push(...entries.map((entry, at) => [first + at, text(entry)])),
    onProgress: ({ entries }) => told.push(entries),
  });
  assert.equal(walked.entries, 600);
  assert.equal(walked.files, 8);
  assert.deepEqual(walked.quorum.signed, ["anna", "bert"]);
  assert.deepEqual(seen, Array.from({ length: 600 }, (_, index) => [index, String(index)]));
  assert.deepEqual([told[0], told.at(-1)], [0, 600]);
});

test("every byte of a small log, altered in each bit, is refused, and the file is named", async () => {
  const log = signedLog(5);
  for (const [path, data] of [...log.map]) {
    for (let at = 0; at < data.length; at += 1) {
      for (const bit of [1, 16, 128]) {
        const altered = data.slice();
        altered[at] ^= bit;
        const refused = await refusalOf(log, path, altered);

        assert.equal(refused?.name, "VerificationError", `${path}, byte ${at}, bit ${bit}`);
        assert.equal(refused.where.replace(/, line \d+$/, ""), path, `${path}, byte ${at}: ${refused.message}`);
      }
    }
  }
});

test("every file of a log of several tiles, altered, cut, longer or missing, is refused and named", async () => {
  const log = signedLog(600);
  for (const [path, data] of [...log.map]) {
    const altered = [null, new Uint8Array(), data.slice(1), data.slice(0, -1), new Uint8Array([...data, 0])];
    for (let at = 0; at < data.length; at += 211) {
      altered.push(data.map((byte, place) => (place === at ? byte ^ 4 : byte)));
    }
    for (const one of altered) {
      const refused = await refusalOf(log, path, one);
      assert.equal(refused?.name, "VerificationError", `${path}, ${one?.length} bytes`);
      assert.ok(refused.where.split(/, (?:line \d+)?/).includes(path), `${path}: ${refused.message}`);
    }
  }
});

test("two neighbours swapped, and a tile forged together with its bundle, are refused", async () => {
  const log = signedLog(600);
  const swapped = numbered(600);
  [swapped[3], swapped[4]] = [swapped[4], swapped[3]];
  const forged = tilesOf(swapped);
  const [bundle, tile] = ["tile/entries/000", "tile/0/000"];
  assert.equal((await refusalOf(log, bundle, forged.get(bundle))).code, "entry-false");
  assert.equal((await refusalOf(log, bundle, forged.get(bundle))).words.index, 3);
  log.map.set(bundle, forged.get(bundle));
  const refused = await refusalOf(log, tile, forged.get(tile));
  assert.deepEqual([refused.code, refused.where], ["tile-false", tile]);
});

test("a forged tile is refused also where its neighbour, which shares its parent, was read before", async () => {
  const { map, files, policyText } = signedLog(600);
  const log = await openLog({ files, policyText });
  await log.entries([300]);
  const forged = map.get("tile/0/000").slice();
  forged[0] ^= 1;
  map.set("tile/0/000", forged);
  await assert.rejects(log.entries([0]), { code: "tile-false", where: "tile/0/000" });
  await assert.rejects(log.proof(3), { code: "tile-false", where: "tile/0/000" });
});

test("a walk that is told to stop ends with an AbortError", async () => {
  const signal = { aborted: false };
  const onEntries = () => {
    signal.aborted = true;
  };
  await assert.rejects(walkLog(signedLog(600), { signal, onEntries }), { name: "AbortError" });
});
