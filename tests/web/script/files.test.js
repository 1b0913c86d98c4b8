import assert from "node:assert/strict";
import test from "node:test";

import { boundedFiles } from "../../../src/tellers/web/script/verify/files.js";
import { chosenFiles, openLog, verifyAll, webFiles } from "../../../src/tellers/web/script/verify/index.js";
import { numbered, signedLog, text, unsignedLog } from "./made_log.js";

/** A file as a browser gives it from a chosen folder. */
function file(path, data = new Uint8Array([1])) {
  const made = new File([data], path.split("/").at(-1));
  Object.defineProperty(made, "webkitRelativePath", { value: path });
  return made;
}

test("the log is found in whatever folder was chosen: the site's, one above it, or the log's own", async () => {
  const { map, policyText } = signedLog();
  for (const [above, prefix] of [["site/log/"], ["stick/site/log/"], ["log/"], ["other/", "other/"]]) {
    const list = [file("stick/dossier/log.txt"), ...[...map].map(([path, data]) => file(above + path, data))];
    const log = await openLog({ files: chosenFiles(list, prefix), policyText });
    assert.equal(log.size, 5);
  }
});

test("the log nearest to the folder chosen is the one", async () => {
  const list = [file("site/dossier/log/checkpoint", new Uint8Array([2])), file("site/log/checkpoint")];
  assert.deepEqual(await chosenFiles(list).read("checkpoint"), new Uint8Array([1]));
});

test("no more are read at a time than allowed, whoever waits has its turn, and a failure gives its place back", async () => {
  let running = 0;
  let most = 0;
  const slow = {
    async read(path) {
      running += 1;
      most = Math.max(most, running);
      await new Promise((go) => setTimeout(go, 1));
      running -= 1;
      if (path === "3") throw new Error("broken");
      return new Uint8Array(2);
    },
  };
  const bounded = boundedFiles(slow, 3);
  const read = await Promise.allSettled(Array.from({ length: 20 }, (_, at) => bounded.read(String(at))));
  assert.equal(most, 3);
  assert.equal(read.filter(({ status }) => status === "rejected").length, 1);
  assert.deepEqual(bounded.counted, { bytes: 38, files: 19 });
});

test("a server is asked below its address, what is missing is null, and a fault of the server is named", async (t) => {
  const asked = [];
  t.mock.method(globalThis, "fetch", async (address, { cache, redirect }) => {
    asked.push([address, cache, redirect]);
    if (address.endsWith("broken")) throw new TypeError("no network");
    return new Response("text", { status: { checkpoint: 200, gone: 404 }[address.split("/").at(-1)] ?? 503 });
  });
  const files = webFiles("https://example.org/log/");
  assert.equal(text(await files.read("checkpoint")), "text");
  assert.equal(await files.read("gone"), null);
  await assert.rejects(files.read("tile/0/000"), { code: "not-reached", where: "tile/0/000", words: { status: 503 } });
  await assert.rejects(files.read("broken"), { code: "not-reached", words: { status: 0 } });
  assert.deepEqual(asked.slice(0, 2), [
    ["https://example.org/log/checkpoint", "no-store", "error"],
    ["https://example.org/log/gone", "default", "error"],
  ]);
});

test("everything is verified here where there is no worker, and can be stopped", async () => {
  const { done } = verifyAll(unsignedLog(numbered(600)));
  assert.equal((await done).entries, 600);
  const run = verifyAll({ ...unsignedLog(numbered(600)), onEntries: () => run.stop() });
  await assert.rejects(run.done, { name: "AbortError" });
});
