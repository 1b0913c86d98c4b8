/** The view of one sheet: accounts, verdict, history, images, findings, receipts, proofs. */

import { accountsView } from "./accounts_view.js";
import { downloadLink, el, fill } from "./dom.js";
import { tellFault, told } from "./fault.js";
import { figureNames, figureOrder, sourceNames } from "./names.js";
import { checkpointView, proofView, quorum } from "./proof_view.js";
import { hasWords, inLanguage, number, say, time } from "./words.js";

/** @typedef {import("../verify/log.js").Log} Log */
/** @typedef {import("../verify/changes.js").Change} Change */
/** @typedef {import("./sheet_verify.js").VerifiedSheet} VerifiedSheet */
/** @typedef {import("./sheet_rows.js").Sheets} Sheets */
/** @typedef {{log: Log, sheet: VerifiedSheet, sheets: Sheets, unit: string, milliseconds: number}} Shown */

/**
 * The verdict of a verified sheet: the last line of it, said first.
 * @param {Shown} shown
 */
export function verdictView({ log, sheet, milliseconds }) {
  if (sheet.fault) return tellFault(sheet.fault, { heading: say("page-false") });
  const counts = { figures: sheet.held, records: sheet.records.length, milliseconds: Math.round(milliseconds) };
  const places = { ...counts, origin: log.origin, size: log.size };
  const line = say(log.signed ? "sheet-verified" : "sheet-unsigned", places);
  const second = say(log.signed ? "sheet-verified-means" : "sheet-unsigned-means", places);
  return told(log.signed ? "holds" : "unsure", line,
    el("p", {}, say("sheet-vote", { title: inLanguage(sheet.contest?.title) || "–", dossier: sheet.dossier })),
    el("p", {}, second, " ", log.signed ? quorum(log) : null),
    el("p", { class: "note" }, say("sheet-verified-not"), " ", say("sheet-took", places)));
}

/**
 * All parts under the verdict.
 * @param {Shown} shown
 */
export function partsView({ log, sheet, sheets, unit }) {
  const { records, contest } = sheet;
  const figureName = figureNames(contest, sheets.element);
  const sourceName = sourceNames(sheet.sources);
  const order = figureOrder(contest, sheets.figures);
  return {
    accounts: accountsView({ records, contest, order, figureName, sourceName }),
    images: imagesView(records, sourceName),
    receipts: receiptsView({ log, sheet, sourceName, unit }),
    proofs: [el("h3", {}, say("proof")), ...records.map((record) => {
      const shown = sheet.proofs.get(record.index);
      const heading = say("proof-of", { source: sourceName(record.source), index: record.index });
      return shown ? proofView(heading, shown) : null;
    }), el("details", { class: "proof" }, el("summary", {}, say("proof-signatures")), checkpointView(log)),
    el("p", { class: "proof-end" }, say(sheet.fault ? "proof-page-false" : "proof-page", { figures: sheet.held }))],
    figureName, sourceName,
  };
}

/**
 * @param {import("./records.js").SheetRecord[]} records
 * @param {(id: string) => string} sourceName
 */
function imagesView(records, sourceName) {
  const withImage = records.filter((record) => record.image || record.imageSha256);
  if (!withImage.length) return [el("p", { class: "note" }, say("no-image"))];
  return [el("h3", {}, say("images")), el("dl", { class: "facts" }, withImage.flatMap((record) => [
    el("dt", {}, sourceName(record.source)),
    el("dd", {}, record.image, record.imageSha256
      ? el("span", {}, " SHA-256 ", el("code", { class: "hash" }, record.imageSha256))
      : el("span", { class: "muted" }, " ", say("no-digest"))),
  ]))];
}

/** @param {{log: Log, sheet: VerifiedSheet, sourceName: (id: string) => string, unit: string}} given */
function receiptsView({ log, sheet, sourceName, unit }) {
  const heading = el("h3", {}, say("receipts"));
  if (!log.signed) return [heading, el("p", {}, say("receipts-unsigned"))];
  const plain = unit.replace(/[^\w.-]+/g, "_");
  const items = sheet.records.map((record) => {
    const name = `${plain}-${record.source}.tlog-proof`;
    const item = el("li", {});
    const button = el("button", { type: "button", onclick: async () => {
      try {
        const link = downloadLink(name, { name, bytes: await log.receipt(record.index) });
        fill(item, button, " ", link);
        link.click();
      } catch (error) {
        fill(item, tellFault(error));
      }
    } }, say("receipt-of", { source: sourceName(record.source) }));
    item.append(button);
    return item;
  });
  return [heading, el("p", {}, say("receipts-are")), el("ul", { class: "receipts" }, items)];
}

/**
 * The history of each record that was corrected; nothing where none was.
 * @param {{histories: Change[][], figureName: (id: string) => string, sourceName: (id: string) => string}} given
 */
export function historyView({ histories, figureName, sourceName }) {
  const corrected = histories.filter((changes) => changes.length > 1);
  if (!corrected.length) return [el("p", { class: "note" }, say("never-corrected"))];
  return [el("h3", {}, say("history")), ...corrected.map((changes) => {
    const source = String(changes[0].entry?.stated?.source ?? "");
    return el("div", {}, el("h4", {}, sourceName(source)),
      el("ol", { class: "steps history" }, [...changes].reverse().map((change) => changeView(change, figureName))));
  })];
}

/**
 * @param {Change} change
 * @param {(id: string) => string} figureName
 */
function changeView({ index, entry, changed }, figureName) {
  const places = { index, date: time(entry?.at ?? "") };
  const reason = String(entry?.stated?.reason ?? "");
  return el("li", {},
    el("p", {}, say(`act-${entry?.act ?? "published"}`, places)),
    reason ? el("p", {}, say("reason", { reason })) : null,
    changed.filter(([name]) => name !== "reason").map(([name, before, now]) => el("p", {},
      hasWords(`field-${name}`) ? say(`field-${name}`) : figureName(name), ": ",
      el("span", { class: "was" }, valueOf(before)), " → ", el("strong", {}, valueOf(now)))));
}

/** @param {import("../verify/json.js").Plain} value */
function valueOf(value) {
  if (typeof value === "number") return number(value);
  return value === null ? say("nothing") : typeof value === "string" ? value || say("nothing") : JSON.stringify(value);
}
