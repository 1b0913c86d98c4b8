/**
 * Whether what an entry states of a record is in a record's form (`tellers.publish.record_form`).
 *
 * A log takes anybody's bytes: a figure that is no whole number below 2**53, a status that nobody knows, or a
 * record of another unit than its subject names, would be read as something else by each program.
 */

/** @typedef {import("./json.js").Plain} Plain */
/** @typedef {Record<string, Plain>} Stated */

const RECORD = "tellers:record:1";
const SUBJECT = "record/";
const TEXTS = ["image", "image_sha256", "reason"];
const STATUSES = new Set(/** @type {Plain[]} */ ([
  "counted", "annulled", "not-installed", "not-called", "pending", "withdrawn", "pooled", "unread",
]));
const SLUG = "([A-Za-z0-9][A-Za-z0-9._-]{0,63})";
const CONTROL = "\\u0000-\\u001f\\u007f";
/** No outer blank, as Python has blanks: \s of a browser has others. */
const OUTER = `[^${CONTROL} \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]`;
/** Contest, source, unit and place: only a unit's name may have slashes (`tellers.model.ids`). */
const NAMED = new RegExp(`^${SUBJECT}${SLUG}/${SLUG}/(${OUTER}(?:[^${CONTROL}]{0,198}${OUTER})?)/[^/]*$`, "u");

/**
 * Whether what is stated of a subject is a record exactly where the subject names one, and that one.
 *
 * Where nothing is stated, for it is withdrawn: whether a subject that says to be a record's names one.
 * @param {string} subject
 * @param {Stated|null} stated
 */
export function isRecord(subject, stated) {
  if (!subject.startsWith(SUBJECT)) return stated?.type !== RECORD;
  const named = NAMED.exec(subject);
  if (!stated || !named) return named !== null;
  const { type, contest, source, unit, status, figures, unread } = stated;
  return type === RECORD && contest === named[1] && source === named[2] && unit === named[3]
    && STATUSES.has(status)
    && TEXTS.every((name) => typeof (stated[name] ?? "") === "string" && stated[name] !== null)
    && isListOf(figures, isFigure) && isListOf(unread, (one) => typeof one === "string");
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
