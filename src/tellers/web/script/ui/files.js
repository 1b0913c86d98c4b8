/** Where a page reads its site: from the server that gave it, or from the folder that the visitor chose. */

import { mostOfLog, mostOfSite, readAnswer } from "../verify/bounds.js";
import { chosenFiles, pathOf, VerificationError, webFiles } from "../verify/index.js";
import { onDisk, root, shell } from "./shell.js";

/** @typedef {import("../verify/files.js").Files} Files */
/** @typedef {{log: Files, site: Files, chosen: boolean, anew?: boolean}} SiteFiles */

export const FOLDER_CHOSEN = "tellers:folder";

/**
 * The site's files; null from a memory stick while no folder was chosen.
 * @returns {SiteFiles|null}
 */
export function siteFiles() {
  const { files } = shell();
  if (files.site) return files.site;
  if (onDisk()) return null;
  const address = new URL(root() || "./", document.baseURI);
  files.site = { log: webFiles(new URL("log/", address)), site: readFiles(address, "no-cache", mostOfSite), chosen: false };
  return files.site;
}

/**
 * Has the log read anew from the server, past what the browser kept: of a forked or repaired log that is another's.
 *
 * False where there is nothing more to ask: a chosen folder, or when it was done already.
 */
export function readAnew() {
  const held = shell();
  if (!held.files.site || held.files.site.chosen || held.files.site.anew) return false;
  const address = new URL(root() || "./", document.baseURI);
  held.files.site = { ...held.files.site, log: readFiles(new URL("log/", address), "reload", mostOfLog), anew: true };
  held.log = null;
  return true;
}

/**
 * Files as the server has them now, for what is kept would be held to a newer log.
 * @param {URL} address
 * @param {RequestCache} cache
 * @param {(path: string) => number} mostOf
 * @returns {Files}
 */
function readFiles(address, cache, mostOf) {
  return {
    async read(path, most = mostOf(path)) {
      const answer = await fetch(new URL(path, address), { cache, credentials: "omit" }).catch(() => null);
      if (answer?.status === 404 || answer?.status === 410) return null;
      if (!answer?.ok) throw new VerificationError("not-reached", { where: path, words: { status: answer?.status ?? 0 } });
      try {
        return await readAnswer(answer, { path, most });
      } catch (error) {
        if (error instanceof VerificationError) throw error;
        throw new VerificationError("not-reached", { where: path, words: { status: 0 } }); // cut on its way
      }
    },
  };
}

/**
 * Takes a folder that the visitor chose as the site; false where it holds no log.
 *
 * Whoever waits for the site is told by the event `tellers:folder` on the document.
 * @param {File[]} list
 */
export function takeFolder(list) {
  const heads = list.map(pathOf).filter((path) => /(?:^|\/)log\/(?:checkpoint|head\.txt)$/.test(path));
  const head = heads.sort((one, other) => one.length - other.length)[0];
  if (head === undefined) return false;
  const prefix = head.replace(/log\/(?:checkpoint|head\.txt)$/, "");
  const held = shell();
  held.files.site = { log: chosenFiles(list, `${prefix}log/`), site: chosenFiles(list, prefix, mostOfSite), chosen: true };
  held.log = null;
  document.dispatchEvent(new CustomEvent(FOLDER_CHOSEN));
  return true;
}
