/** Where a page reads its site: from the server that gave it, or from the folder that the visitor chose. */

import { chosenFiles, pathOf, webFiles } from "../verify/index.js";
import { onDisk, root, shell } from "./shell.js";

/** @typedef {import("../verify/files.js").Files} Files */
/** @typedef {{log: Files, site: Files, chosen: boolean}} SiteFiles */

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
  files.site = { log: webFiles(new URL("log/", address)), site: webFiles(address), chosen: false };
  return files.site;
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
  held.files.site = { log: chosenFiles(list, `${prefix}log/`), site: chosenFiles(list, prefix), chosen: true };
  held.log = null;
  document.dispatchEvent(new CustomEvent(FOLDER_CHOSEN));
  return true;
}
