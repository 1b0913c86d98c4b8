import assert from "node:assert/strict";
import test from "node:test";

import { decodeEntry } from "../../../src/tellers/web/script/verify/index.js";
import { decodeJson, encodeJson } from "../../../src/tellers/web/script/verify/json.js";

const TEXT =
  '{"act":"corrected","at":"2031-05-18T20:15:00Z","dossier":"made","replaces":4,' +
  '"stated":{"contest":"p","figures":[["A",12]],"source":"v1","type":"tellers:record:1","unit":"010"},"subject":"record/p/v1/010/1","type":"tellers:entry:1"}';
const bytes = (text) => new TextEncoder().encode(text);

test("an entry is read into its fields", () => {
  assert.deepEqual(decodeEntry(bytes(TEXT), 9), {
    act: "corrected", subject: "record/p/v1/010/1", at: "2031-05-18T20:15:00Z", replaces: 4,
    dossier: "made",
    stated: { contest: "p", figures: [["A", 12]], source: "v1", type: "tellers:record:1", unit: "010" },
  });
});

const MALFORMED = {
  "a blank": TEXT.replace(",", ", "),
  "keys in another order": TEXT.replace(/^\{("act":"corrected"),(.*)\}$/, "{$2,$1}"),
  "an unknown field": TEXT.replace('"at"', '"as":1,"at"'),
  "a field left out": TEXT.replace('"dossier":"made",', ""),
  "another version": TEXT.replace("entry:1", "entry:2"),
  "an act of another name": TEXT.replace("corrected", "altered"),
  "an act that is a list": TEXT.replace('"corrected"', "[]"),
  "a correction of nothing": TEXT.replace(":4,", ":null,"),
  "an index below zero": TEXT.replace(":4,", ":-4,"),
  "a truth as an index": TEXT.replace(":4,", ":true,"),
  "a day that is none": TEXT.replace("05-18", "02-29"),
  "the year zero": TEXT.replace("2031", "0000"),
  "a withdrawal that states": TEXT.replace("corrected", "withdrawn"),
  "a correction that states nothing": TEXT.replace(/"stated":\{.*?\}/, '"stated":null'),
  "an empty text stated": TEXT.replace("]],", ']],"reason":"",'),
  "an empty list stated": TEXT.replace('"010"}', '"010","unread":[]}'),
  "an empty object stated": TEXT.replace("]],", ']],"id":{},'),
  "nothing stated of a field": TEXT.replace("]],", ']],"replaces":null,'),
  "a figure below zero": TEXT.replace("12", "-1"),
  "a figure that no browser holds": TEXT.replace("12", "9007199254740992"),
  "a figure in words": TEXT.replace("12", '"12"'),
  "a figure without a number": TEXT.replace(',12', ""),
  "figures that are none": TEXT.replace('["A",12]', "null"),
  "a record of another unit": TEXT.replace('"unit":"010"', '"unit":"011"'),
  "a record of no contest": TEXT.replace('"contest":"p",', ""),
  "a record under a subject that is none": TEXT.replace("record/p/v1/010/1", "contest/p"),
  "a record of another version": TEXT.replace("record:1", "record:2"),
  "a subject that names a record, and none": TEXT.replace("tellers:record:1", "x"),
  "minus zero": TEXT.replace("12", "-0"),
  "a sign escaped that need not be": TEXT.replace("made", "m\\u0061de"),
};
for (const [about, text] of Object.entries(MALFORMED)) {
  test(`an entry with ${about} is malformed`, () => {
    assert.throws(() => decodeEntry(bytes(text), 9), { code: "entry-malformed", words: { index: 9 } });
  });
}

const FOREIGN = {
  "no JSON": "hello", "another type": TEXT.replace("tellers:entry:1", "other:1"), "a list": "[1]",
  "a float": TEXT.replace("12", "1.5"), "a key twice": TEXT.replace('"act"', '"act":"x","act"'),
  "half a surrogate pair": TEXT.replace("made", "\\ud800"), "more after it": `${TEXT}x`, nothing: "",
};
for (const [about, text] of Object.entries(FOREIGN)) {
  test(`bytes with ${about} are somebody else's`, () => {
    assert.throws(() => decodeEntry(bytes(text), 9), { code: "entry-foreign" });
  });
}

test("numbers beyond 2**53 are read whole", () => {
  const text = TEXT.replace('"source"', '"row":9007199254740993,"source"');
  assert.equal(decodeEntry(bytes(text), 0).stated?.row, 9007199254740993n);
});

test("keys are sorted by their signs, not by halves of surrogate pairs", () => {
  assert.equal(encodeJson({ "\u{1f600}": 1, "\ufb01": 2, a: 3 }), '{"a":3,"\ufb01":2,"\u{1f600}":1}');
});

test("a text nested beyond any use is refused and breaks nothing", () => {
  assert.equal(decodeJson(bytes("[".repeat(20_000) + "]".repeat(20_000))), null);
  assert.equal(decodeJson(bytes("9".repeat(4001))), null);
});
