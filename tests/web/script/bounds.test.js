import assert from "node:assert/strict";
import test from "node:test";

import { askAhead, filesOf } from "../../../src/tellers/web/script/verify/ahead.js";
import { mostOfLog, mostOfSite } from "../../../src/tellers/web/script/verify/bounds.js";
import { chosenFiles, openLog, webFiles } from "../../../src/tellers/web/script/verify/index.js";
import { numbered, signedLog, text, unsignedLog } from "./made_log.js";

test("each kind of file has its bound", () => {
  assert.equal(mostOfLog("tile/0/x001/234"), 8192);
  assert.equal(mostOfLog("tile/1/001.p/54"), 8192);
  assert.equal(mostOfLog("tile/entries/310.p/243"), 256 * 65_537);
  assert.equal(mostOfLog("checkpoint"), 1_000_000);
  assert.equal(mostOfLog("checkpoints/79603"), 1_000_000);
  assert.equal(mostOfSite("log/tile/0/000"), 8192);
  assert.equal(mostOfSite("site.json"), 2 ** 24);
});

/** An answer that never ends, and how much of it was asked for. */
function endless(headers = {}) {
  const told = { sent: 0, closed: false };
  const body = new ReadableStream({
    pull(controller) {
      told.sent += 4096;
      controller.enqueue(new Uint8Array(4096));
    },
    cancel() {
      told.closed = true;
    },
  });
  return { told, answer: new Response(body, { headers }) };
}

test("a server that sends without end is read no further than a tile can go, and hung up on", async (t) => {
  const { told, answer } = endless();
  t.mock.method(globalThis, "fetch", async () => answer);
  const read = webFiles("https://example.org/log/").read("tile/0/000");
  await assert.rejects(read, { code: "file-too-long", where: "tile/0/000", found: "more than 8192 bytes", words: { most: 8192 } });
  assert.ok(told.sent <= 5 * 4096, `${told.sent}`);
  assert.equal(told.closed, true);
});

test("one that says beforehand that it will send too much is not read at all", async (t) => {
  const { told, answer } = endless({ "content-length": "5000000000" });
  t.mock.method(globalThis, "fetch", async () => answer);
  const read = webFiles("https://example.org/log/").read("tile/0/000");
  await assert.rejects(read, { code: "file-too-long", found: "5000000000 bytes" });
  assert.ok(told.sent <= 4096);
});

test("what comes compressed is held to what it becomes, whatever length is said", async (t) => {
  t.mock.method(globalThis, "fetch", async () =>
    new Response("text", { headers: { "content-encoding": "gzip", "content-length": "9999999" } }));
  assert.equal(text(await webFiles("https://example.org/log/").read("tile/0/000")), "text");
});

test("an answer in many pieces is put together, and an empty one is empty", async (t) => {
  const pieces = ["ab", "", "cd"].map((piece) => new TextEncoder().encode(piece));
  t.mock.method(globalThis, "fetch", async (address) =>
    new Response(address.endsWith("empty") ? null : new ReadableStream({
      pull: (controller) => {
        const piece = pieces.shift();
        if (piece) controller.enqueue(piece);
        else controller.close();
      },
    })));
  const files = webFiles("https://example.org/log/");
  assert.equal(text(await files.read("tile/0/000")), "abcd");
  assert.equal((await files.read("empty")).length, 0);
});

test("a chosen file that is too long is refused by its size, and never read", async () => {
  const file = new File([new Uint8Array(8193)], "000");
  Object.defineProperty(file, "webkitRelativePath", { value: "log/tile/0/000" });
  Object.defineProperty(file, "arrayBuffer", { value: () => assert.fail("it was read") });
  const head = new File(["x"], "checkpoint");
  Object.defineProperty(head, "webkitRelativePath", { value: "log/checkpoint" });
  await assert.rejects(chosenFiles([file, head]).read("tile/0/000"), { code: "file-too-long", found: "8193 bytes" });
});

/** Files that say what was asked of them. */
function watched({ map }) {
  const asked = [];
  return { asked, files: { read: async (path) => (asked.push(path), map.get(path) ?? null) } };
}

test("the files that are asked for ahead are those that a proof reads, at every size of one to three tiles", async () => {
  for (const size of [1, 2, 255, 256, 257, 511, 512, 513, 600, 768]) {
    const log = unsignedLog(numbered(size));
    for (const index of new Set([0, 1, Math.floor(size / 2), size - 1])) {
      const { asked, files } = watched(log);
      if (index >= size) continue;
      const opened = await openLog({ files, policyText: "" });
      await opened.proof(index);
      const needed = new Set(asked.filter((path) => path !== "head.txt"));
      assert.deepEqual(new Set(filesOf(size, [index])), needed, `${index} of ${size}`);
    }
  }
});

test("of a log of 80,000 entries too: two levels of full tiles under three at the edge", () => {
  assert.deepEqual(filesOf(79_603, [23_000, 79_600, 79_603, -1, 0.5, 1e300]), [
    "tile/0/310.p/243", "tile/1/001.p/54", "tile/2/000.p/1",
    "tile/entries/089", "tile/0/089", "tile/1/000", "tile/entries/310.p/243",
  ]);
});

test("a checkpoint that claims a false size asks for files in vain, and what is no checkpoint for none", () => {
  const { map } = signedLog(5);
  const { asked, files } = watched({ map: new Map() });
  askAhead(files, map.get("checkpoint"), { signed: true, indexes: [3] });
  assert.deepEqual(asked, ["tile/0/000.p/5", "tile/entries/000.p/5"]);
  assert.throws(() => askAhead(files, new Uint8Array(), { signed: true, indexes: [3] }), { code: "note-malformed" });
});

test("an entry that was altered is told where it is read, and where it is not it is none of a sheet's matter", async () => {
  const log = unsignedLog(numbered(5));
  const bundle = log.map.get("tile/entries/000.p/5");
  bundle[11] ^= 1; // of the fourth entry
  const opened = await openLog(log);
  assert.equal(text((await opened.entries([2])).get(2).bytes), "2");
  await assert.rejects(opened.entries([2, 3]), { code: "entry-false", words: { index: 3 } });
  await assert.rejects(opened.proof(3), { code: "entry-false" });
  await assert.rejects(opened.bundle(0), { code: "entry-false", words: { index: 3 } });
});
