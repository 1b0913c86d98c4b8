import assert from "node:assert/strict";
import { test } from "node:test";
import { carried } from "../../../src/tellers/web/script/ui/language.js";
import { rememberedFiles } from "../../../src/tellers/web/script/ui/opened.js";
import { pagesToHold } from "../../../src/tellers/web/script/ui/pages_held.js";
import { readData } from "../../../src/tellers/web/script/ui/shell.js";
import { say } from "../../../src/tellers/web/script/ui/words.js";

const LANGUAGES = ["en", "es"];

test("a data file is the call around its JSON, and nothing else is one", () => {
  assert.deepEqual(readData('tellersData("find",{"a":[1]});\n'), { name: "find", value: { a: [1] } });
  assert.equal(readData('alert(1);tellersData("find",{});\n'), null);
  assert.equal(readData('tellersData("find",{});alert(1);\n'), null);
  assert.equal(readData('tellersData("find",{x});\n'), null);
  assert.equal(readData(""), null);
});

test("a link to a page of each language becomes the reader's, one to a page written once is told", () => {
  const to = (/** @type {string} */ path) => carried({ path, query: "", hash: "#x" }, "es", LANGUAGES);
  assert.deepEqual(to("en/find.html"), { path: "es/find.html", query: "", hash: "#x" });
  assert.equal(to("es/find.html"), null);
  assert.deepEqual(to("sheets/parish-01.html"), { path: "sheets/parish-01.html", query: "?lang=es", hash: "#x" });
  assert.equal(to("download/units.csv.gz"), null);
  assert.equal(to("index.html"), null);
});

test("places of a sentence are filled, and one and many are told apart", () => {
  const words = { a: "Found: {count}", b: "{count:one sheet|# sheets} of {name}", c: "{count:~has|have}" };
  globalThis.document = /** @type {any} */ ({ body: { dataset: { lang: "en" } } });
  assert.equal(say("a", { count: 24532 }, words), "Found: 24,532");
  assert.equal(say("b", { count: 1, name: "{count}" }, words), "one sheet of {count}");
  assert.equal(say("b", { count: 1200, name: "x" }, words), "1,200 sheets of x");
  assert.equal(say("script-a", { count: 1 }, words), "Found: 1");
  assert.equal(say("nowhere", {}, words), "nowhere");
});

test("files read once are kept, those that were missing asked for again, and only so many kept", async () => {
  let asked = 0;
  const files = rememberedFiles({
    read: async (path) => {
      asked += 1;
      return path === "missing" ? null : new Uint8Array([1]);
    },
  });
  await files.read("a");
  await files.read("a");
  assert.equal(asked, 1);
  await files.read("missing");
  await files.read("missing");
  assert.equal(asked, 3);
  for (let at = 0; at < 100; at += 1) await files.read(`b${at}`);
  await files.read("a");
  assert.equal(asked, 104);
});

test("sheets pages and the pages of the whole vote are held, and no others", () => {
  const files = { "en/sheets/a.html": 1, "sheets/b.html": 1, "en/areas.html": 1, "en/index.html": 1, "en/area/c.html": 1, "index.html": 1, "data/find.js": 1 };
  assert.deepEqual(pagesToHold(files), ["en/areas.html", "en/index.html", "en/sheets/a.html", "index.html", "sheets/b.html"]);
});
