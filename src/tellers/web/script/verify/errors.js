/**
 * What does not verify, said so that a page can tell it in any language.
 *
 * `code` is a key of the page's words, `where` a file of the log or a line of it, `words` the places of the
 * sentence. README.md lists the codes.
 */

/** @typedef {{where?: string, expected?: string, found?: string, words?: Record<string, string|number>}} Told */

export class VerificationError extends Error {
  /**
   * @param {string} code
   * @param {Told} [told]
   */
  constructor(code, { where = "", expected = "", found = "", words = {} } = {}) {
    super([where, code, expected && `expected ${expected}`, found && `found ${found}`].filter(Boolean).join(": "));
    this.name = "VerificationError";
    this.code = code;
    this.where = where;
    this.expected = expected;
    this.found = found;
    this.words = words;
  }

  /**
   * Each bundle of a page has this class anew, and one opens the log for all: they know each other by name.
   * @override
   * @param {unknown} value
   */
  static [Symbol.hasInstance](value) {
    return value instanceof Error && value.name === "VerificationError" && "code" in value;
  }

  /** What a worker can post to its page. */
  toPlain() {
    const { code, where, expected, found, words } = this;
    return { code, where, expected, found, words };
  }

  /**
   * @param {{code: string} & Told} plain
   * @returns {VerificationError}
   */
  static fromPlain({ code, ...told }) {
    return new VerificationError(code, told);
  }
}
