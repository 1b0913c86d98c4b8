/**
 * Whether what an entry states of a record is in a record's form (`tellers.publish.record_form`).
 *
 * A log takes anybody's bytes: a figure that is no whole number below 2**53, or a record of another unit than its
 * subject names, would be read as something else by each program.
 */

/** @typedef {import("./json.js").Plain} Plain */
/** @typedef {Record<string, Plain>} Stated */

const RECORD = "tellers:record:1";
const SUBJECT = "record/";
const NAMED = ["contest", "source", "unit"];
const TEXTS = ["image", "image_sha256", "reason", "status"];

/**
 * Whether what is stated of a subject is a record exactly where the subject names one, and that one.
 * @param {string} subject
 * @param {Stated} stated
 */
export function isRecord(subject, stated) {
  if (stated.type !== RECORD) return !subject.startsWith(SUBJECT);
  const { contest, source, unit, figures, unread } = stated;
  return NAMED.every((name) => typeof stated[name] === "string")
    && TEXTS.every((name) => typeof (stated[name] ?? "") === "string" && stated[name] !== null)
    && isListOf(figures, isFigure) && isListOf(unread, (one) => typeof one === "string")
    && subject.slice(0, Math.max(subject.lastIndexOf("/"), 0)) === `${SUBJECT}${contest}/${source}/${unit}`;
}

/**
 * @param {Plain|undefined} value
 * @param {(one: Plain) => boolean} isOne
 */
function isListOf(value, isOne) {
  return value === undefined || (Array.isArray(value) && value.every(isOne));
}

/** @param {Plain} pair */
function isFigure(pair) {
  if (!Array.isArray(pair) || pair.length !== 2 || typeof pair[0] !== "string") return false;
  return pair[1] === null || (typeof pair[1] === "number" && pair[1] >= 0); // beyond 2**53 it is a bigint
}
