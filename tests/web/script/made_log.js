/** Logs made for tests: their files in memory, hashed by node's own SHA-256 and not by ours. */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

import { memoryFiles } from "../../../src/tellers/web/script/verify/files.js";
import { bundlePath, tilePath } from "../../../src/tellers/web/script/verify/tiles.js";

const WIDTH = 256;

/** A file of vectors that Python's log made. */
export function readVectors(name) {
  return JSON.parse(readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), "utf8"));
}

/** Entries as the vectors have them: the decimal text of their index. */
export function numbered(size) {
  return Array.from({ length: size }, (_, index) => new TextEncoder().encode(String(index)));
}

const hash = (...parts) => parts.reduce((made, part) => made.update(part), createHash("sha256")).digest();

/** The tiles and bundles of a log of these entries, by their paths: a Map that a test may alter. */
export function tilesOf(entries) {
  const files = new Map();
  for (let start = 0; start < entries.length; start += WIDTH) {
    const held = entries.slice(start, start + WIDTH);
    const parts = held.flatMap((entry) => [new Uint8Array([entry.length >> 8, entry.length & 255]), entry]);
    files.set(bundlePath(start / WIDTH, held.length), new Uint8Array(Buffer.concat(parts)));
  }
  let hashes = entries.map((entry) => hash(Buffer.from([0]), entry));
  for (let level = 0; hashes.length; level += 1) {
    const above = [];
    for (let start = 0; start < hashes.length; start += WIDTH) {
      const held = hashes.slice(start, start + WIDTH);
      const path = tilePath({ level, index: start / WIDTH, width: held.length });
      files.set(path, new Uint8Array(Buffer.concat(held)));
      if (held.length === WIDTH) above.push(rootOf(held));
    }
    hashes = above;
  }
  return files;
}

/** The root over leaf hashes, split as RFC 6962 section 2.1 says. */
export function rootOf(hashes) {
  if (!hashes.length) return hash();
  if (hashes.length === 1) return hashes[0];
  const half = 2 ** Math.floor(Math.log2(hashes.length - 1));
  return hash(Buffer.from([1]), rootOf(hashes.slice(0, half)), rootOf(hashes.slice(half)));
}

/** An unsigned site's log of these entries: its files, as a Map and as `Files`. */
export function unsignedLog(entries, origin = "unsigned/made") {
  const map = tilesOf(entries);
  const root = rootOf(entries.map((entry) => hash(Buffer.from([0]), entry)));
  map.set("head.txt", new TextEncoder().encode(`${origin}\n${entries.length}\n${root.toString("base64")}\n`));
  return { map, files: memoryFiles(map), policyText: "" };
}

/** The vectors' signed log of 5 or of 600 entries. */
export function signedLog(size = 5) {
  const { policy, checkpoint, larger } = readVectors("notes");
  const map = tilesOf(numbered(size));
  map.set("checkpoint", new TextEncoder().encode(size === 5 ? checkpoint : larger));
  return { map, files: memoryFiles(map), policyText: policy };
}

/** Bytes as a text. */
export const text = (bytes) => new TextDecoder().decode(bytes);
