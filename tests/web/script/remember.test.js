import assert from "node:assert/strict";
import test from "node:test";

import { openLog, rememberCheckpoint } from "../../../src/tellers/web/script/verify/index.js";
import { numbered, unsignedLog } from "./made_log.js";

/** What a browser keeps, in memory. */
function storage() {
  const held = new Map();
  return { held, getItem: (key) => held.get(key) ?? null, setItem: (key, value) => held.set(key, value) };
}

const open = (entries) => openLog(unsignedLog(entries));
const clock = () => new Date("2031-05-18T20:15:00Z");

test("first, same, grown: the newer is remembered", async () => {
  const kept = storage();
  const states = [];
  for (const size of [3, 3, 300, 700]) {
    states.push((await rememberCheckpoint(await open(numbered(size)), kept, clock)).state);
  }
  assert.deepEqual(states, ["first", "same", "grew", "grew"]);
  const held = JSON.parse(kept.held.get("tellers:checkpoint:unsigned/made"));
  assert.deepEqual([held.size, held.seen], [700, "2031-05-18T20:15:00.000Z"]);
});

test("a log that shrank leaves what is remembered, and the first that contradicts it is kept", async () => {
  const kept = storage();
  await rememberCheckpoint(await open(numbered(300)), kept, clock);
  const seen = [];
  for (const size of [200, 100, 300]) seen.push(await rememberCheckpoint(await open(numbered(size)), kept, clock));
  assert.deepEqual(
    seen.map(({ state, last, against }) => [state, last.size, against.size]),
    [["shrank", 300, 200], ["shrank", 300, 200], ["same", 300, 200]],
  );
});

test("another history of the same length, or of a greater, is a fork", async () => {
  const forged = numbered(400);
  forged[7] = forged[8];
  for (const size of [300, 400]) {
    const kept = storage();
    await rememberCheckpoint(await open(numbered(300)), kept, clock);
    const { state, last, against } = await rememberCheckpoint(await open(forged.slice(0, size)), kept, clock);
    assert.deepEqual([state, last.size, against.size], ["forked", 300, size]);
    assert.equal((await rememberCheckpoint(await open(numbered(300)), kept, clock)).state, "same");
  }
});

test("a browser that keeps nothing is told apart, and what is no checkpoint is not remembered", async () => {
  const refusing = {
    getItem: () => { throw new Error("no"); },
    setItem: () => { throw new Error("no"); },
  };
  for (const none of [null, refusing]) {
    const seen = await rememberCheckpoint(await open(numbered(3)), none, clock);
    assert.deepEqual(seen, { state: "not-kept", last: null, against: null });
  }
  const kept = storage();
  kept.setItem("tellers:checkpoint:unsigned/made", "{}");
  assert.equal((await rememberCheckpoint(await open(numbered(3)), kept, clock)).state, "first");
});
