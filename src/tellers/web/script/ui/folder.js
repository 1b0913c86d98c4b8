/** From a memory stick: "choose the folder of this site", for a page there may read nothing by itself. */

import { droppedFiles } from "../verify/index.js";
import { el, fill } from "./dom.js";
import { told } from "./fault.js";
import { siteFiles, takeFolder } from "./files.js";
import { onDisk } from "./shell.js";
import { say } from "./words.js";

/**
 * The control that asks for the folder; null where the site can be read without.
 *
 * Once a folder is taken, the event `tellers:folder` is told to the document.
 * @returns {HTMLElement|null}
 */
export function folderChooser() {
  if (!onDisk() || siteFiles()) return null;
  const answer = el("div", { "aria-live": "polite" });
  const input = el("input", { type: "file", webkitdirectory: true, multiple: true, id: "tellers-folder" });
  input.addEventListener("change", () => take([...(input.files ?? [])]));
  const box = el("div", { class: "drop told unsure" },
    el("p", { class: "line" }, say("folder-asked")),
    el("p", {}, say("folder-why")),
    el("p", {}, el("label", { for: "tellers-folder" }, say("folder-choose")), " ", input),
    el("p", { class: "note" }, say("folder-stays")), answer);
  box.addEventListener("dragover", (event) => {
    event.preventDefault();
    box.classList.add("over");
  });
  box.addEventListener("dragleave", () => box.classList.remove("over"));
  box.addEventListener("drop", async (event) => {
    event.preventDefault();
    box.classList.remove("over");
    if (!event.dataTransfer) return;
    take(await droppedFiles(event.dataTransfer));
  });
  /** @param {File[]} files */
  function take(files) {
    if (takeFolder(files)) box.remove();
    else fill(answer, told("fault", say("folder-no-log")));
  }
  return box;
}
