/** What this browser remembers of the log: red where it shrank or was forked, with both checkpoints to keep. */

import { rememberCheckpoint } from "../verify/index.js";
import { downloadLink, el } from "./dom.js";
import { isFault, tellFault, told } from "./fault.js";
import { FOLDER_CHOSEN } from "./files.js";
import { openedLog, orReadAnew } from "./opened.js";
import { storage } from "./storage.js";
import { say, time } from "./words.js";

/** @typedef {import("../verify/remember.js").Seen} Seen */
/** @typedef {import("../verify/log.js").Log} Log */

/**
 * Compares the log with the one remembered, once there is time for it, and again where a folder is chosen.
 *
 * Not where the server says that it serves none: then nothing is missing.
 */
export function watchLog() {
  if (document.body.dataset.unlogged !== undefined) return;
  document.addEventListener(FOLDER_CHOSEN, () => void compare());
  const idle = globalThis.requestIdleCallback ?? ((/** @type {() => void} */ go) => setTimeout(go, 200));
  idle(() => void compare(), { timeout: 2000 });
}

async function compare() {
  try {
    const { log, seen } = await orReadAnew(async () => {
      const opened = await openedLog();
      return { log: opened, seen: opened && await rememberCheckpoint(opened, storage()) };
    });
    if (log && seen && (seen.state === "shrank" || seen.state === "forked")) show(contradiction(log, seen));
  } catch (error) {
    // Where a sheet is open it says so itself.
    if (isFault(error) && !document.querySelector(".sheet-view .fault")) show(tellFault(error, { heading: say("log-false") }));
  }
}

/**
 * The box that says what was seen here before and what the site shows now.
 * @param {Log} log
 * @param {Seen} seen
 */
function contradiction(log, { state, last }) {
  if (!last) throw new Error("nothing remembered contradicts nothing");
  const places = { seen: last.size, now: log.size, date: time(last.seen) };
  const box = told("fault", say(`log-${state}`, places),
    el("p", {}, say(`log-${state}-means`, places)),
    log.signed ? null : el("p", {}, say("log-unsigned-changed")),
    el("dl", { class: "facts" },
      el("dt", {}, say("root-seen")), el("dd", {}, el("code", { class: "hash" }, last.root)),
      el("dt", {}, say("root-now")), el("dd", {}, el("code", { class: "hash" }, log.root))),
    el("p", {}, downloadLink(say("checkpoint-seen"), { name: `checkpoint-${last.size}-seen.txt`, bytes: last.text }), " · ",
      downloadLink(say("checkpoint-now"), { name: `checkpoint-${log.size}-now.txt`, bytes: log.text })));
  box.dataset.state = state;
  return box;
}

/** @param {HTMLElement} box */
function show(box) {
  document.querySelector(".site-banner")?.remove();
  const banner = el("div", { class: "site-banner", role: "alert" }, box);
  const header = document.querySelector("header.site");
  if (header) header.after(banner);
  else document.body.prepend(banner);
}
