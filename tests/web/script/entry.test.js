import assert from "node:assert/strict";
import test from "node:test";

import { decodeEntry } from "../../../src/tellers/web/script/verify/index.js";
import { decodeJson, encodeJson } from "../../../src/tellers/web/script/verify/json.js";

const TEXT =
  '{"act":"corrected","at":"2031-05-18T20:15:00Z","dossier":"made","replaces":4,' +
  '"stated":{"contest":"p","figures":[["A",12]],"source":"v1","status":"counted","type":"tellers:record:1","unit":"010"},"subject":"record/p/v1/010/1","type":"tellers:entry:1"}';
const bytes = (text) => new TextEncoder().encode(text);

test("an entry is read into its fields", () => {
  assert.deepEqual(decodeEntry(bytes(TEXT), 9), {
    act: "corrected", subject: "record/p/v1/010/1", at: "2031-05-18T20:15:00Z", replaces: 4,
    dossier: "made",
    stated: { contest: "p", figures: [["A", 12]], source: "v1", status: "counted", type: "tellers:record:1", unit: "010" },
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
  "a status that nobody knows": TEXT.replace("counted", "recounted"),
  "no status": TEXT.replace('"status":"counted",', ""),
  "a contest that is markup": TEXT.replaceAll(/p"|(?<=record.)p/g, (found) => found.replace("p", "<b>")),
  "a source with a slash": TEXT.replaceAll("v1", "v/1"),
  "a source that is too long": TEXT.replaceAll("v1", "v".repeat(65)),
  "a unit that begins with a blank": TEXT.replaceAll("010", " 010"),
  "a unit that ends with a blank of Python's": TEXT.replaceAll("010", "010\u0085"),
  "a unit that is too long": TEXT.replaceAll("010", "\u{1f600}".repeat(201)),
  "a subject without a place": TEXT.replace("/010/1", "/010"),
  "contest, source and unit left out": TEXT.replace(/"contest":"p",|"source":"v1",|,"unit":"010"/g, "").replace("p/v1/010", "//"),
  "a withdrawal of a record that is not named":
    TEXT.replace("corrected", "withdrawn").replace(/"stated":\{.*?\}/, '"stated":null').replace("record/p/v1/010/1", "record/x"),
  "an index that no browser holds": TEXT.replace(":4,", ":9007199254740992,"),
  "an index of 4,000 digits": TEXT.replace(":4,", `:${"9".repeat(4000)},`),
  "minus zero": TEXT.replace("12", "-0"),
  "a sign escaped that need not be": TEXT.replace("made", "m\\u0061de"),
};
for (const [about, text] of Object.entries(MALFORMED)) {
  test(`an entry with ${about} is malformed`, () => {
    assert.throws(() => decodeEntry(bytes(text), 9), { code: "entry-malformed", words: { index: 9 } });
  });
}

const STATED = /"stated":\{.*?\}/;
const READ = {
  "a unit with slashes": TEXT.replaceAll("010", "a/1"),
  "a unit that begins with a blank of a browser's": TEXT.replaceAll("010", "\ufeff010"),
  "a unit of 200 signs": TEXT.replaceAll("010", "\u{1f600}".repeat(200)),
  "nothing stated of a source": TEXT.replace(STATED, '"stated":{}').replace("record/p/v1/010/1", "source/v1"),
  "a source with a record's field": TEXT.replace(STATED, '"stated":{"id":"v1"}').replace("record/p/v1/010/1", "source/v1"),
  "a row of 4,000 digits": TEXT.replace('"source"', `"row":${"9".repeat(4000)},"source"`),
  "lists to the depth that is read": TEXT.replace('"source"', `"more":${"[".repeat(98)}1${"]".repeat(98)},"source"`),
};
for (const [about, text] of Object.entries(READ)) {
  test(`an entry with ${about} is read`, () => {
    assert.equal(decodeEntry(bytes(text), 9).act, "corrected");
  });
}

const FOREIGN = {
  "a row of 4,001 digits": TEXT.replace('"source"', `"row":${"9".repeat(4001)},"source"`),
  "an index of 4,001 digits": TEXT.replace(":4,", `:${"9".repeat(4001)},`),
  "lists beyond the depth": TEXT.replace('"source"', `"more":${"[".repeat(99)}1${"]".repeat(99)},"source"`),
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
