/** "Verify everything here": the whole log, then every file that the site lists, with progress and a way to stop. */

import { readUtf8 } from "../verify/bytes.js";
import { verifyAll, VerificationError } from "../verify/index.js";
import { el, fill } from "./dom.js";
import { tellFault, told } from "./fault.js";
import { AreaTree } from "./area_tree.js";
import { FOLDER_CHOSEN, siteFiles } from "./files.js";
import { folderChooser } from "./folder.js";
import { holdFrame } from "./frame_held.js";
import { readList, readListed } from "./listed_files.js";
import { neededMldsa, orReadAnew, policyText } from "./opened.js";
import { PagesHeld, pagesToHold } from "./pages_held.js";
import { FIND, SiteHeld } from "./site_held.js";
import { quorum } from "./proof_view.js";
import { readData, root } from "./shell.js";
import { Standing } from "./standing.js";
import { number, say } from "./words.js";

/** @typedef {import("./files.js").SiteFiles} SiteFiles */
/** @typedef {import("../verify/walk.js").Walked} Walked */
/** @typedef {{walked: Walked, pages: PagesHeld, site: SiteHeld, dossier: string, foreign: number, malformed: number[], seconds: number}} Verified */

const AT_ONCE = 6;
const LISTED_FAULTS = 20;

/** Puts the button into `section#verify-all`, where the page has it. */
export function startEverything() {
  const section = document.getElementById("verify-all");
  if (!section || document.body.dataset.kind !== "check") return; // a unit may be called so
  section.querySelector(".unverified")?.remove();
  const part = el("div", {});
  section.append(part);
  const offer = () => {
    const chooser = folderChooser();
    fill(part, el("p", {}, say("all-what")),
      chooser ?? el("p", { class: "controls" }, el("button", { type: "button", class: "main", onclick: () => void verify(part) }, say("all-button"))));
  };
  document.addEventListener(FOLDER_CHOSEN, offer);
  offer();
}

/** @param {HTMLElement} part */
async function verify(part) {
  const files = siteFiles();
  if (!files) return;
  const bar = el("progress", { max: 1, value: 0, "aria-label": say("all-button") });
  const line = el("p", { role: "status" }, say("verifying"));
  const stop = new AbortController();
  fill(part, bar, line, el("p", { class: "controls" },
    el("button", { type: "button", onclick: () => stop.abort() }, say("all-stop"))));
  /** @param {number} share @param {string} words */
  const progress = (share, words) => {
    bar.value = share;
    line.textContent = words;
  };
  let result;
  try {
    result = resultView(await orReadAnew(() =>
      verifyEverything(siteFiles() ?? files, { progress, signal: stop.signal })));
  } catch (error) {
    const stopped = error instanceof DOMException && error.name === "AbortError";
    result = stopped ? told("unsure", say("all-stopped")) : tellFault(error);
  }
  fill(part, el("div", { role: "status" }, result), el("p", { class: "controls" },
    el("button", { type: "button", onclick: () => void verify(part) }, say("all-again"))));
}

/**
 * The whole site verified; raises what does not hold of the log, and collects what pages say wrongly.
 * @param {SiteFiles} files
 * @param {{progress: (share: number, words: string) => void, signal: AbortSignal}} watching
 * @returns {Promise<Verified>}
 */
async function verifyEverything(files, { progress, signal }) {
  const begun = performance.now();
  const dossier = await nameOfDossier(files);
  const standing = new Standing(dossier);
  const policy = policyText();
  const run = verifyAll({
    files: files.log, policyText: policy, mldsa: await neededMldsa(policy),
    workerAddress: `${root()}assets/verify_worker.js`, mldsaAddress: `${root()}assets/mldsa.js`,
    onEntries: (first, entries) => standing.take(first, entries),
    onProgress: ({ entries, size }) => {
      const seconds = (performance.now() - begun) / 1000;
      progress(0.7 * entries / Math.max(size, 1), say("all-entries", { entries, size, rate: Math.round(entries / seconds) }));
    },
  });
  signal.addEventListener("abort", () => run.stop());
  const walked = await run.done;
  const tree = new AreaTree(await readFind(files), FIND);
  const pages = new PagesHeld(standing, tree);
  const listed = await listedFiles(files);
  const paths = pagesToHold(Object.fromEntries(listed));
  pages.holdLanguages(paths, (document.body.dataset.languages ?? "").split(" ").filter(Boolean));
  const site = new SiteHeld(standing, pages, tree);
  const shown = new Set(paths);
  await inOrder([...listed], ([path, one]) => readListed(files.site, path, one), async ([path], read, at) => {
    if (signal.aborted) throw new DOMException("stopped", "AbortError");
    const bytes = site.takeListed(read);
    const text = bytes && path.endsWith(".html") ? readUtf8(bytes) ?? "" : null;
    const page = text === null ? null : new DOMParser().parseFromString(text, "text/html");
    if (page && text !== null) pages.noting(() => holdFrame(path, { text, page }, { policy, content: contentPolicy() }));
    if (page && shown.has(path)) pages.take(path, page);
    if (bytes) site.take(path, bytes, page);
    progress(0.7 + 0.3 * (at + 1) / listed.size, say("all-pages", { pages: at + 1, of: listed.size }));
    if (at % 4 === 3) await new Promise((go) => setTimeout(go));
  });
  pages.finish();
  site.finish();
  return { walked, site, pages, dossier, foreign: standing.foreign, malformed: standing.malformed, seconds: (performance.now() - begun) / 1000 };
}

/**
 * Reads a few ahead, and gives each in its turn.
 * @template P, T
 * @param {P[]} paths
 * @param {(path: P) => Promise<T>} read
 * @param {(path: P, value: T, at: number) => Promise<void>} take
 */
async function inOrder(paths, read, take) {
  /** @type {Promise<T>[]} */
  const ahead = [];
  for (const [at, path] of paths.entries()) {
    while (ahead.length < AT_ONCE && at + ahead.length < paths.length) {
      const one = read(paths[at + ahead.length]);
      one.catch(() => {}); // it is raised when its turn comes
      ahead.push(one);
    }
    await take(path, await /** @type {Promise<T>} */ (ahead.shift()), at);
  }
}

/**
 * The site's own list of areas and units.
 * @param {SiteFiles} files
 */
async function readFind(files) {
  const bytes = await files.site.read(FIND);
  const read = bytes && readData(readUtf8(bytes) ?? "");
  if (!read) throw new VerificationError(bytes ? "page-form" : "page-missing", { where: FIND, expected: "tellersData(...)" });
  return read.value;
}

/** What this page lets a browser load, as its head says. */
function contentPolicy() {
  return document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute("content") ?? "";
}

/** @param {SiteFiles} files */
async function nameOfDossier(files) {
  const { name } = await readJson(files, "dossier/datapackage.json");
  return String(name);
}

/** @param {SiteFiles} files */
async function listedFiles(files) {
  return readList((await readJson(files, "site.json"))?.files);
}

/**
 * @param {SiteFiles} files
 * @param {string} path
 * @returns {Promise<any>}
 */
async function readJson(files, path) {
  const bytes = await files.site.read(path);
  if (!bytes) throw new VerificationError("page-missing", { where: path });
  try {
    return JSON.parse(readUtf8(bytes) ?? "");
  } catch {
    throw new VerificationError("page-form", { where: path, expected: "JSON" });
  }
}

/**
 * A length in millions of bytes; of a small log in thousandths, for nothing that was read is 0 MB.
 * @param {number} bytes
 */
function megabytes(bytes) {
  return number(bytes < 1e6 ? Math.ceil(bytes / 1e3) / 1e3 : Math.round(bytes / 1e5) / 10);
}

/** @param {Verified} verified */
function resultView({ walked, pages, site, dossier, foreign, malformed, seconds }) {
  const { faults, held } = pages;
  const took = say("all-took", { seconds: number(Math.round(seconds * 10) / 10) });
  const found = el("ul", {},
    el("li", {}, say("all-log", { entries: walked.entries, files: walked.files, megabytes: megabytes(walked.bytes) })),
    el("li", {}, walked.signed ? say("all-signed", { origin: walked.origin }) : say("quorum-unsigned"), " ", walked.signed ? quorum(walked) : null),
    el("li", {}, say("all-root"), " ", el("code", { class: "hash" }, walked.root)),
    el("li", {}, say("all-vote", { dossier })),
    el("li", {}, say("all-sheets", { ...held, records: pages.standing })),
    el("li", {}, say("all-totals", { totals: held.totals })),
    site.held.cells + site.held.data ? el("li", {}, say("all-areas", { cells: site.held.cells, data: site.held.data })) : null,
    site.held.positions ? el("li", {}, say("all-positions", { positions: site.held.positions })) : null,
    el("li", {}, say("all-listed", { files: site.held.files, megabytes: megabytes(site.held.bytes) })),
    foreign ? el("li", {}, say("all-foreign", { foreign })) : null,
    malformed.slice(0, LISTED_FAULTS).map((index) => el("li", { class: "malformed" }, say("all-malformed", { index }))),
    malformed.length > LISTED_FAULTS ? el("li", {}, say("all-malformed-more", { count: malformed.length - LISTED_FAULTS })) : null);
  const not = el("p", { class: "note" }, say("all-not"), " ", took);
  const box = faults.length
    ? told("fault", say("all-false", { faults: pages.found }), el("p", {}, say("all-log-holds")), found, not)
    : told(walked.signed ? "holds" : "unsure", say(walked.signed ? "all-verified" : "all-unsigned"), found, not);
  box.dataset.seconds = seconds.toFixed(2);
  box.dataset.entries = String(walked.entries);
  return el("div", {}, box, faults.slice(0, LISTED_FAULTS).map((fault) => tellFault(fault)));
}
