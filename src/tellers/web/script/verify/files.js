/**
 * Wherever a log's files are: a web server, a folder that the visitor chose, memory. None of them is trusted.
 */

import { mostOfLog, readAnswer, readFile } from "./bounds.js";
import { VerificationError } from "./errors.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/**
 * `read` gives null where there is nothing, and raises `file-too-long` beyond `most` bytes, or beyond what a
 * file of its kind has.
 * @typedef {{read: (path: string, most?: number) => Promise<Bytes|null>, plain?: FilesPlain}} Files
 */
/**
 * Files as they can be posted to a worker.
 * @typedef {{address: string} | {chosen: Map<string, File>}} FilesPlain
 */

const CHANGING = new Set(["checkpoint", "head.txt"]);

/**
 * Files below an address that ends in a slash; `not-reached` where it does not answer.
 * @param {string|URL} address
 * @returns {Files}
 */
export function webFiles(address) {
  const base = String(address);
  return {
    plain: { address: base },
    async read(path, most = mostOfLog(path)) {
      const cache = CHANGING.has(path) ? "no-store" : "default";
      try {
        const answer = await fetch(base + path, { cache, credentials: "omit", redirect: "error" });
        if (answer.status === 404 || answer.status === 410) return null;
        if (!answer.ok) throw unreached(path, answer.status);
        return await readAnswer(answer, { path, most });
      } catch (error) {
        throw error instanceof VerificationError ? error : unreached(path, 0);
      }
    },
  };
}

/**
 * Files of a folder that the visitor chose: `input.files`, or an array as `droppedFiles` gives it.
 *
 * The log is where `log/checkpoint` or `log/head.txt` lies, the shortest path first, or below `prefix`; a
 * visitor may also choose the log's folder itself. `mostOf` says how long a file may be.
 * @param {Iterable<File>} list
 * @param {string} [prefix]
 * @param {(path: string) => number} [mostOf]
 * @returns {Files}
 */
export function chosenFiles(list, prefix, mostOf = mostOfLog) {
  const paths = new Map([...list].map((file) => [pathOf(file), file]));
  const start = prefix ?? findLog([...paths.keys()]);
  const chosen = new Map(
    [...paths].filter(([path]) => path.startsWith(start)).map(([path, file]) => [path.slice(start.length), file]),
  );
  return fromChosen(chosen, mostOf);
}

/**
 * @param {Map<string, File>} chosen
 * @param {(path: string) => number} mostOf
 * @returns {Files}
 */
function fromChosen(chosen, mostOf) {
  return {
    plain: { chosen },
    async read(path, most = mostOf(path)) {
      const file = chosen.get(path);
      if (!file) return null;
      try {
        return await readFile(file, { path, most });
      } catch (error) {
        throw error instanceof VerificationError ? error : unreached(path, 0); // it was there when it was chosen
      }
    },
  };
}

/**
 * Files from what a worker was posted.
 * @param {FilesPlain} plain
 * @returns {Files}
 */
export function filesFromPlain(plain) {
  return "address" in plain ? webFiles(plain.address) : fromChosen(plain.chosen, mostOfLog);
}

/**
 * Files in memory, by their paths.
 * @param {Map<string, Uint8Array>|Record<string, Uint8Array>} files
 * @returns {Files}
 */
export function memoryFiles(files) {
  const held = files instanceof Map ? files : new Map(Object.entries(files));
  return { read: async (path) => /** @type {Bytes|undefined} */ (held.get(path)) ?? null };
}

/**
 * The same files, each no more than so many at a time, the bytes counted.
 * @param {Files} files
 * @param {number} most
 */
export function boundedFiles(files, most) {
  const counted = { bytes: 0, files: 0 };
  let running = 0;
  /** @type {(() => void)[]} */
  const waiting = [];
  /** @param {string} path */
  const read = async (path) => {
    if (running >= most) await new Promise((go) => waiting.push(() => go(null)));
    else running += 1;
    try {
      const data = await files.read(path);
      if (data) counted.files += 1;
      counted.bytes += data?.length ?? 0;
      return data;
    } finally {
      const next = waiting.shift(); // whoever waits takes this place
      if (next) next();
      else running -= 1;
    }
  };
  return { read, counted };
}

/**
 * Every file of what was dropped, folders walked; call it before the drop event has ended.
 * @param {DataTransfer} transfer
 * @returns {Promise<File[]>}
 */
export async function droppedFiles(transfer) {
  const items = /** @type {HandedItem[]} */ ([...transfer.items]);
  const dropped = items.map((item) => ({ handle: item.getAsFileSystemHandle?.(), entry: item.webkitGetAsEntry() }));
  const found = await Promise.all(dropped.map(async ({ handle, entry }) => {
    const one = await handle?.catch(() => null);
    return one ? walkHandle(one, one.name) : entry ? walk(entry) : [];
  }));
  return found.flat();
}

/**
 * Chromium walks no entry that was dropped on a page of the disk (EncodingError), only handles, which others lack.
 * @typedef {FileSystemFileHandle | (FileSystemDirectoryHandle & AsyncIterable<[string, Handle]>)} Handle
 * @typedef {DataTransferItem & {getAsFileSystemHandle?: () => Promise<Handle|null>}} HandedItem
 */

/**
 * @param {Handle} handle
 * @param {string} path
 * @returns {Promise<File[]>}
 */
async function walkHandle(handle, path) {
  if (handle.kind === "file") {
    const file = await handle.getFile();
    DROPPED.set(file, path);
    return [file];
  }
  /** @type {Promise<File[]>[]} */
  const within = [];
  for await (const [name, one] of handle) within.push(walkHandle(one, `${path}/${name}`));
  return (await Promise.all(within)).flat();
}

/**
 * @param {FileSystemEntry} entry
 * @returns {Promise<File[]>}
 */
async function walk(entry) {
  if (entry.isFile) {
    const one = /** @type {FileSystemFileEntry} */ (entry);
    /** @type {File} */
    const file = await new Promise((resolve, reject) => one.file(resolve, reject));
    DROPPED.set(file, entry.fullPath.replace(/^\//, ""));
    return [file];
  }
  const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
  /** @type {File[]} */
  const files = [];
  for (;;) {
    /** @type {FileSystemEntry[]} */
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) return files;
    for (const found of await Promise.all(some.map(walk))) files.push(...found);
  }
}

/** Where a dropped file lay: its own path is empty. @type {WeakMap<File, string>} */
const DROPPED = new WeakMap();

/**
 * The path of a chosen or dropped file, from the folder that was chosen.
 * @param {File} file
 */
export function pathOf(file) {
  return DROPPED.get(file) || file.webkitRelativePath || file.name;
}

/** @param {string[]} paths */
function findLog(paths) {
  const heads = paths.filter((path) => /(?:^|\/)log\/(?:checkpoint|head\.txt)$/.test(path));
  const [head] = heads.sort((one, other) => one.length - other.length);
  return head?.replace(/(?:checkpoint|head\.txt)$/, "") ?? paths[0]?.replace(/[^/]*$/, "") ?? "";
}

/**
 * @param {string} path
 * @param {number} status
 */
function unreached(path, status) {
  return new VerificationError("not-reached", { where: path, words: { status } });
}
