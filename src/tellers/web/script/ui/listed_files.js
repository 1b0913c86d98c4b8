/**
 * The files that a site's own list (`site.json`) names, held to it byte for byte.
 *
 * Nobody signed the list: whoever alters a file can alter its digest there. It finds what was cut, lost or mixed
 * up on its way, and it is said so.
 */

import { MOST_FILE } from "../verify/bounds.js";
import { toHex } from "../verify/bytes.js";
import { VerificationError } from "../verify/index.js";
import { digest, sha256 } from "../verify/sha256.js";

/** @typedef {{bytes: number, sha256: string}} Listed */

/** What a file may be longer than listed and is read all the same: a page that was altered says where it is false. */
const SLACK = 65_536;

/**
 * The files of a list by their paths; `page-form` where an entry of it is none, or leads out of the site.
 * @param {unknown} files of site.json
 * @returns {Map<string, Listed>}
 */
export function readList(files) {
  const found = new Map(Object.entries(typeof files === "object" && files ? files : {}).sort(([one], [other]) => (one < other ? -1 : 1)));
  for (const [path, listed] of found) {
    const plain = !/^\/|^[a-z]+:|\\|(?:^|\/)\.\.?(?:\/|$)/i.test(path) && !path.startsWith("log/");
    const told = typeof listed?.bytes === "number" && listed.bytes >= 0 && typeof listed.sha256 === "string";
    if (!plain || !told) throw new VerificationError("page-form", { where: "site.json", expected: "{path: {bytes, sha256}}", found: path });
  }
  return found;
}

/**
 * A listed file, or the fault that it is: missing, of another digest, or far longer than listed and not read.
 * @param {import("../verify/files.js").Files} files
 * @param {string} path
 * @param {Listed} listed
 * @returns {Promise<import("../verify/bytes.js").Bytes|VerificationError>}
 */
export async function readListed(files, path, listed) {
  try {
    const bytes = await files.read(path, Math.min(2 * listed.bytes + SLACK, MOST_FILE));
    if (!bytes) return new VerificationError("page-missing", { where: path });
    const found = toHex((await digest(bytes)) ?? sha256(bytes));
    if (bytes.length === listed.bytes && found === listed.sha256) return bytes;
    const told = { where: path, expected: `${listed.bytes} bytes, ${listed.sha256}`, found: `${bytes.length} bytes, ${found}` };
    return Object.assign(new VerificationError("page-altered", told), { bytes });
  } catch (error) {
    if (error instanceof VerificationError && error.code === "file-too-long") return error;
    throw error;
  }
}
