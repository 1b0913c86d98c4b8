import assert from "node:assert/strict";
import { test } from "node:test";
import { buildIndex, find } from "../../../src/tellers/web/script/ui/find_index.js";
import { readPlaces } from "../../../src/tellers/web/script/ui/find_places.js";
import { fold, indexWords, queryWords } from "../../../src/tellers/web/script/ui/find_words.js";

/** @type {import("../../../src/tellers/web/script/ui/find_index.js").Places} */
const PLACES = {
  everyLanguage: false,
  levels: [{ id: "state", name: { es: "estado" } }, { id: "municipality", name: { es: "municipio" } },
    { id: "centre", name: { es: "centro de votación" } }],
  areas: [
    [0, "01", "Distrito Capital", -1, "area/state-01.html"],
    [1, "0101", "Libertador", 0, "sheets/municipality-0101.html"],
    [2, "010101001", "UNIDAD EDUCATIVA GRAL. JOSÉ ANTONIO PÁEZ", 1, ""],
    [2, "010101002", "U.E. Simón Bolívar", 1, ""],
    [0, "15", "Miranda", -1, "area/state-15.html"],
    [1, "1501", "Simón Bolívar", 4, "sheets/municipality-1501.html"],
    [2, "150101001", "ESCUELA SANTA ROSALÍA", 5, ""],
    [2, "150101002", "COLEGIO NUESTRA SEÑORA DE LA PAZ N° 106-267", 5, ""],
  ],
  units: [[2, "010101001.01", ""], [2, "010101001.02", ""], [3, "010101002.01", ""], [6, "150101001.01", ""], [7, "150101002.01", "Mesa única"]],
};
const INDEX = buildIndex(PLACES);

/** @param {string} text */
function names(text) {
  return find(INDEX, text).hits.map(({ kind, at }) => (kind === "area" ? PLACES.areas[at][2] : PLACES.units[at][1]));
}

test("accents, capitals and marks make no difference", () => {
  assert.deepEqual(fold("  José-Antonio PÁEZ, N° 3 "), ["jose", "antonio", "paez", "n", "3"]);
  assert.deepEqual(names("jose paez"), names("JOSÉ PÁEZ"));
  assert.equal(names("jose paez")[0], "UNIDAD EDUCATIVA GRAL. JOSÉ ANTONIO PÁEZ");
});

test("letters apart by dots or blanks are one word", () => {
  assert.deepEqual(fold("U.E. SIMON"), ["ue", "simon"]);
  assert.deepEqual(fold("U. E. Simón"), ["ue", "simon"]);
  assert.deepEqual(fold("u e simon"), ["ue", "simon"]);
});

test("what is written short is found by what it stands for, and the other way round", () => {
  assert.equal(names("ue general paez")[0], "UNIDAD EDUCATIVA GRAL. JOSÉ ANTONIO PÁEZ");
  assert.equal(names("unidad educativa simon bolivar")[0], "U.E. Simón Bolívar");
  assert.equal(names("esc sta rosalia")[0], "ESCUELA SANTA ROSALÍA");
  assert.equal(names("col nsra paz")[0], "COLEGIO NUESTRA SEÑORA DE LA PAZ N° 106-267");
  assert.ok(indexWords("MUNICIPIO SUCRE").includes("mun"));
});

test("words in any order, and those of the areas around, narrow the search", () => {
  assert.deepEqual(names("bolivar miranda")[0], "Simón Bolívar");
  assert.equal(names("bolivar capital")[0], "U.E. Simón Bolívar");
  assert.equal(names("capital bolivar")[0], "U.E. Simón Bolívar");
  assert.deepEqual(names("bolivar guarico"), []);
});

test("a level may be named with its area", () => {
  assert.equal(names("mun libertador")[0], "Libertador");
  assert.equal(names("estado miranda")[0], "Miranda");
});

test("slight words may be added or left out", () => {
  assert.deepEqual(queryWords("escuela de la santa"), ["escuela", "santa"]);
  assert.deepEqual(queryWords("la"), ["la"]);
  assert.equal(names("colegio de nuestra señora paz")[0], "COLEGIO NUESTRA SEÑORA DE LA PAZ N° 106-267");
});

test("a code, a table's id and a number in a name are found as they are typed", () => {
  assert.equal(names("010101001")[0], "UNIDAD EDUCATIVA GRAL. JOSÉ ANTONIO PÁEZ");
  assert.deepEqual(names("010101001.02"), ["010101001.02"]);
  assert.deepEqual(names("01010100102"), ["010101001.02"]);
  assert.equal(names("106-267")[0], "COLEGIO NUESTRA SEÑORA DE LA PAZ N° 106-267");
  assert.equal(names("paez 02")[0], "010101001.02");
});

test("what begins a word finds it while it is typed", () => {
  assert.equal(names("rosal")[0], "ESCUELA SANTA ROSALÍA");
  assert.equal(names("roz").length, 0);
});

test("nothing typed finds nothing, and so does what is no word", () => {
  assert.deepEqual(find(INDEX, ""), { hits: [], count: 0 });
  assert.deepEqual(find(INDEX, " .,- "), { hits: [], count: 0 });
});

test("only the best are given, and how many there are", () => {
  const { hits, count } = find(INDEX, "01", 2);
  assert.equal(hits.length, 2);
  assert.ok(count > 2);
});

test("among 25,000 units every one that fits is counted, the best come first", () => {
  const areas = /** @type {typeof PLACES.areas} */ ([[0, "01", "Estado", -1, "area/a.html"]]);
  const units = /** @type {typeof PLACES.units} */ ([]);
  for (let at = 0; at < 15000; at += 1) areas.push([2, `01${at}`, `UNIDAD EDUCATIVA NACIONAL NÚMERO ${at} JOSÉ PÁEZ`, 0, ""]);
  for (let at = 0; at < 25000; at += 1) units.push([1 + (at % 15000), `01${at % 15000}.0${Math.floor(at / 15000) + 1}`, ""]);
  const index = buildIndex({ ...PLACES, areas, units });
  const { count, hits } = find(index, "unidad educativa jose paez 12", 5);
  const fitting = areas.filter(([, , name]) => /NÚMERO 12/.test(name)).length;
  assert.equal(hits.length, 5);
  assert.equal(areas[hits[0].at][2], "UNIDAD EDUCATIVA NACIONAL NÚMERO 12 JOSÉ PÁEZ");
  assert.ok(count >= fitting, `${count} of ${fitting}`);
});

test("places are read with their whole codes, each in the area that it lies in", () => {
  const read = readPlaces({
    levels: [], everyLanguage: true,
    areas: [
      [0, "=01", "North", [], "area/region-01.html"],
      [1, "+01", 0, [], "sheets/town-0101.html"],
      [2, "+.7", "School", ["+.01", ["=x", "Second room"], ["+.2", "A", { es: "B" }]]],
      [2, "=+9", ""],
      [0, "=02"],
    ],
  });
  assert.deepEqual(read.areas, [
    [0, "01", "North", -1, "area/region-01.html"],
    [1, "0101", "0101", 0, "sheets/town-0101.html"],
    [2, "0101.7", "School", 1, ""],
    [2, "+9", "", 1, ""],
    [0, "02", "02", -1, ""],
  ]);
  assert.deepEqual(read.units, [[2, "0101.7.01", ""], [2, "x", "Second room"], [2, "0101.7.2", "A", { es: "B" }]]);
});

test("units of a contest without areas are called by their whole ids", () => {
  const read = readPlaces({ levels: [], everyLanguage: false, areas: [[-1, "=all", "", [["=arvon", "Arvon"]], "sheets/sheets-all.html"]] });
  assert.deepEqual(read.areas, [[-1, "all", "", -1, "sheets/sheets-all.html"]]);
  assert.deepEqual(read.units, [[0, "arvon", "Arvon"]]);
});
