/**
 * Texts without what could hide, reorder or overwrite them, as `tellers.report.contents.unhidden` has it: a name
 * with a mark that turns its direction would read as another.
 */

const HIDING = new RegExp("[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u061c\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff"
  + "\\ufff9-\\ufffb\\ufffe\\uffff\\u{e0000}-\\u{e007f}\\p{Cs}]", "gu");

/** @param {string} text */
export function legible(text) {
  return text.replace(HIDING, "\ufffd");
}
