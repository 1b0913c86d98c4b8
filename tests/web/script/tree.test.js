import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import test from "node:test";

import { openLog } from "../../../src/tellers/web/script/verify/index.js";
import { hashInto, sha256 } from "../../../src/tellers/web/script/verify/sha256.js";
import { numbered, readVectors, text, tilesOf, unsignedLog } from "./made_log.js";

const { roots, proofs } = readVectors("trees");

test("our SHA-256 is node's, at every length around the ends of blocks and from any place", () => {
  const data = new Uint8Array(400).map((_, at) => (at * 31) ^ (at >> 3));
  for (let length = 0; length <= 300; length += 1) {
    const part = data.subarray(7, 7 + length);
    const into = new Uint8Array(40);
    hashInto(data, { start: 7, length }, into, 5);

    const expected = createHash("sha256").update(part).digest("hex");
    assert.equal(Buffer.from(sha256(part)).toString("hex"), expected);
    assert.equal(Buffer.from(into.subarray(5, 37)).toString("hex"), expected);
  }
});

test("every tree to 70 entries has Python's root, its entries, and Python's proof of each of them", async () => {
  for (let size = 0; size <= 70; size += 1) {
    const log = await openLog(unsignedLog(numbered(size)));
    const made = createHash("sha256");
    for (let index = 0; index < size; index += 1) {
      const { steps, leaf, root, webcrypto } = await log.proof(index);
      let below = leaf;
      for (const { side, left, right, result } of steps) {
        made.update(Buffer.from(side === "left" ? left : right, "hex"));
        assert.equal(side === "left" ? right : left, below);
        below = result;
      }
      assert.equal(below, root);
      assert.equal(webcrypto, true);
      assert.equal(text((await log.entries([index])).get(index).bytes), String(index));
    }

    assert.equal(log.root, roots[size]);
    assert.equal(made.digest("hex"), proofs[size]);
  }
});

test("a root at every earlier size comes out of the tiles of a later one", async () => {
  const log = await openLog(unsignedLog(numbered(600)));
  for (const size of [0, 1, 2, 3, 69, 70, 255, 256, 257, 511, 512, 513, 600]) {
    assert.equal(await log.rootAt(size), roots[size]);
  }
  await assert.rejects(log.rootAt(601), { code: "not-in-log" });
});

test("a log of three levels of tiles has Python's root, and shows its first, a middle and its last entry", async () => {
  const log = await openLog(unsignedLog(numbered(70_000)));
  assert.equal(log.root, roots[70_000]);
  assert.equal(await log.rootAt(65_536), roots[65_536]);
  assert.equal(await log.rootAt(65_537), roots[65_537]);
  const shown = await log.entries([0, 65_535, 65_536, 69_999]);
  assert.deepEqual([...shown.values()].map(({ bytes }) => text(bytes)), ["0", "65535", "65536", "69999"]);
  const { steps } = await log.proof(3);
  assert.deepEqual(steps[0].tiles, ["tile/0/000"]);
  assert.deepEqual(steps[9].tiles, ["tile/1/000"]);
  assert.deepEqual(steps.at(-1).tiles, ["tile/1/001.p/17", "tile/0/273.p/112"]);
});

test("an index that the log does not have is refused, and one that is no whole number", async () => {
  const log = await openLog(unsignedLog(numbered(5)));
  for (const index of [-1, 5, 1.5, Number.NaN, "1"]) {
    await assert.rejects(log.entries([index]), { code: "not-in-log" });
    await assert.rejects(log.proof(index), { code: "not-in-log" });
  }
});

test("a full tile or bundle serves where a partial one is asked, cut to what was signed", async () => {
  const { map, files } = unsignedLog(numbered(70));
  const grown = tilesOf(numbered(256));
  for (const path of ["tile/0/000", "tile/entries/000"]) {
    map.delete(`${path}.p/70`);
    map.set(path, grown.get(path));
  }
  const log = await openLog({ files, policyText: "" });
  assert.equal(text((await log.entries([69])).get(69).bytes), "69");
  assert.equal(log.root, roots[70]);
});
