/** Signed notes (C2SP signed-note): a text, an empty line, and lines of signatures. */

import { concat, readBase64, readUtf8, toBase64, toUtf8 } from "./bytes.js";
import { VerificationError } from "./errors.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {{name: string, keyId: Bytes, body: Bytes}} SignatureLine */
/** @typedef {{text: Bytes, signatures: SignatureLine[]}} Note */

const MOST_BYTES = 1_000_000;
const MOST_SIGNATURES = 100;
const DASH = "\u2014";
// Whatever Python takes for a space, which is not what \s is here.
const NO_NAME =
  /[\u0000-\u0020+\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]|[\ud800-\udfff]/u;
const CONTROL = /[\u0000-\u0009\u000b-\u001f]/;

/**
 * A note; `note-malformed` for bytes that are none.
 * @param {Uint8Array} data
 * @param {string} where
 * @returns {Note}
 */
export function readNote(data, where) {
  if (data.length > MOST_BYTES) throw wrong(where, `at most ${MOST_BYTES} bytes`);
  const whole = checkedText(data, where);
  const cut = whole.lastIndexOf("\n\n");
  if (cut < 0) throw wrong(where, "an empty line between the text and its signatures");
  const text = whole.slice(0, cut + 1);
  const lines = whole.slice(cut + 2);
  if (!lines.endsWith("\n")) throw wrong(where, "a newline at its end");
  return { text: toUtf8(text), signatures: readLines(lines, where, text.split("\n").length + 1) };
}

/**
 * The bytes of a note.
 * @param {Note} note
 * @returns {Bytes}
 */
export function encodeNote({ text, signatures }) {
  const lines = signatures.map(
    ({ name, keyId, body }) => `${DASH} ${name} ${toBase64(concat(keyId, body))}\n`,
  );
  return concat(text, toUtf8(`\n${lines.join("")}`));
}

/**
 * Whether a name may stand in a signature line: no space of any kind, no plus.
 * @param {string} name
 */
export function isKeyName(name) {
  return name !== "" && !NO_NAME.test(name);
}

/**
 * @param {string} text
 * @param {string} where
 * @param {number} firstLine
 * @returns {SignatureLine[]}
 */
function readLines(text, where, firstLine) {
  const lines = text.split("\n").slice(0, -1);
  if (lines.length > MOST_SIGNATURES) throw wrong(where, `at most ${MOST_SIGNATURES} signatures`);
  return lines.map((line, at) => {
    const [dash, name, encoded] = cutTwice(line, " ");
    const held = readBase64(encoded);
    if (dash !== DASH || !isKeyName(name) || held === null || held.length < 5) {
      const told = { expected: "a signature line", found: line.slice(0, 80) };
      throw new VerificationError("note-malformed", { where: `${where}, line ${firstLine + at}`, ...told });
    }
    return { name, keyId: held.slice(0, 4), body: held.slice(4) };
  });
}

/**
 * What stands before the first mark, between the first two, and after them.
 * @param {string} text
 * @param {string} mark
 * @returns {[string, string, string]}
 */
export function cutTwice(text, mark) {
  const first = text.indexOf(mark);
  if (first < 0) return [text, "", ""];
  const second = text.indexOf(mark, first + 1);
  if (second < 0) return [text.slice(0, first), text.slice(first + 1), ""];
  return [text.slice(0, first), text.slice(first + 1, second), text.slice(second + 1)];
}

/**
 * @param {Uint8Array} data
 * @param {string} where
 * @returns {string}
 */
function checkedText(data, where) {
  const text = readUtf8(data);
  if (text === null) throw wrong(where, "a text in UTF-8");
  const at = text.search(CONTROL);
  if (at >= 0) {
    throw wrong(`${where}, line ${text.slice(0, at).split("\n").length}`, "no control character");
  }
  return text;
}

/**
 * @param {string} where
 * @param {string} expected
 */
function wrong(where, expected) {
  return new VerificationError("note-malformed", { where, expected });
}
