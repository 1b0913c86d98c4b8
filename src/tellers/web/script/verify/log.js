/**
 * A log opened under a policy: its checkpoint verified, its entries, their proofs and receipts.
 *
 * An unsigned site has `head.txt` in place of a checkpoint: three lines that nobody signed. Its entries are
 * held to that root alike; `signed` says that nobody vouches for it.
 */

import { fromHex, readUtf8, toHex } from "./bytes.js";
import { readCheckpoint } from "./checkpoint.js";
import { VerificationError } from "./errors.js";
import { encodeNote } from "./note.js";
import { verifyCheckpoint } from "./policy.js";
import { pinnedPolicy } from "./policy_text.js";
import { followPath } from "./proof_steps.js";
import { pathOf, readSiblings, rootAt, verifyInclusion } from "./proofs.js";
import { encodeReceipt } from "./receipt.js";
import { openTileTree } from "./tile_tree.js";
import { TILE_WIDTH } from "./tiles.js";
import { hashLeaf } from "./tree.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./files.js").Files} Files */
/** @typedef {import("./keys.js").VerifyMldsa} VerifyMldsa */
/** @typedef {import("./policy.js").Quorum} Quorum */
/** @typedef {import("./policy.js").Signature} Signature */
/** @typedef {{files: Pick<Files, "read">, policyText: string, mldsa?: VerifyMldsa}} Opening */
/** @typedef {{index: number, bytes: Bytes, path: string}} ShownEntry */
/**
 * @typedef {{origin: string, size: number, root: string, text: string, signed: boolean,
 *   signatures: Signature[], quorum: Quorum|null, note: import("./note.js").Note|null}} Head
 */

/**
 * The log of these files, once its checkpoint holds under the policy and its right edge under the checkpoint.
 * @param {Opening} opening
 */
export async function openLog(opening) {
  const head = await readHead(opening, opening.policyText.trim() ? "checkpoint" : "head.txt");
  const root = fromHex(head.root);
  return new Log(opening, head, await openTileTree(opening.files, { size: head.size, root }));
}

export class Log {
  #opening;
  #tree;

  /**
   * @param {Opening} opening
   * @param {Head} head
   * @param {import("./tile_tree.js").TileTree} tree
   */
  constructor(opening, head, tree) {
    this.#opening = opening;
    this.#tree = tree;
    this.head = head;
    this.origin = head.origin;
    this.size = head.size;
    this.root = head.root;
    this.text = head.text;
    this.signed = head.signed;
    this.signatures = head.signatures;
    this.quorum = head.quorum;
  }

  /**
   * Entries by their indexes, each shown to be under the root, and no other; each bundle is read once.
   * @param {Iterable<number>} indexes
   * @returns {Promise<Map<number, ShownEntry>>}
   */
  async entries(indexes) {
    const wanted = [...indexes];
    for (const index of wanted) this.#checkIndex(index);
    /** @type {Map<number, Set<number>>} */
    const places = new Map();
    for (const index of wanted) {
      const number = Math.floor(index / TILE_WIDTH);
      places.set(number, (places.get(number) ?? new Set()).add(index % TILE_WIDTH));
    }
    const bundles = new Map(await Promise.all([...places].map(async ([number, asked]) =>
      /** @type {const} */ ([number, await this.#tree.bundle(number, asked)]))));
    return new Map(
      wanted.map((index) => {
        const { entries, path } = must(bundles.get(Math.floor(index / TILE_WIDTH)));
        return [index, { index, bytes: entries[index % TILE_WIDTH], path }];
      }),
    );
  }

  /**
   * All entries of a bundle of 256, for whoever walks through the log.
   * @param {number} number
   */
  async bundle(number) {
    return (await this.#tree.bundle(number)).entries;
  }

  /**
   * Every step from an entry to the root, for showing.
   * @param {number} index
   */
  async proof(index) {
    this.#checkIndex(index);
    const entry = must((await this.entries([index])).get(index));
    const path = pathOf(index, this.size);
    const siblings = await readSiblings(this.#tree, path);
    const leaf = hashLeaf(entry.bytes);
    const head = { size: BigInt(this.size), root: fromHex(this.root) };
    verifyInclusion(siblings, head, { leaf, index: BigInt(index), where: entry.path });
    const tiles = path.map(({ nodes }) => [...new Set(nodes.map((node) => this.#tree.tileOf(node)))]);
    const followed = await followPath({ entry: entry.bytes, path, siblings, tiles });
    return { index, size: this.size, path: entry.path, leaf: toHex(leaf), root: this.root, ...followed };
  }

  /**
   * The bytes of an entry's receipt, which `tellers verify` reads.
   *
   * `log-unknown` on an unsigned site: there is no checkpoint to put into one.
   * @param {number} index
   */
  async receipt(index) {
    const { note } = this.head;
    if (!note) throw new VerificationError("log-unknown", { where: "head.txt", words: { origin: this.origin } });
    this.#checkIndex(index);
    const { bytes } = must((await this.entries([index])).get(index));
    const proof = await readSiblings(this.#tree, pathOf(index, this.size));
    return encodeReceipt({ index: BigInt(index), proof, note, extra: bytes });
  }

  /**
   * The root that this log's tiles give for an earlier size, in hex.
   * @param {number} size
   */
  async rootAt(size) {
    if (!(Number.isSafeInteger(size) && size >= 0 && size <= this.size)) throw this.#notInLog(size);
    return toHex(await rootAt(this.#tree, size));
  }

  /**
   * An earlier checkpoint that this site keeps, verified, and shown to be of the beginning of this log.
   *
   * `proof-false` where it is not: the log was forked.
   * @param {number} size
   * @returns {Promise<Head>}
   */
  async earlier(size) {
    const where = `checkpoints/${size}`;
    const head = await readHead(this.#opening, where);
    const told = { where, words: { size } };
    if (head.origin !== this.origin || head.size !== size) throw new VerificationError("proof-false", told);
    if (head.root !== (await this.rootAt(size))) throw new VerificationError("proof-false", told);
    return head;
  }

  /** @param {number} index */
  #checkIndex(index) {
    if (!(Number.isSafeInteger(index) && index >= 0 && index < this.size)) throw this.#notInLog(index);
  }

  /** @param {number} index */
  #notInLog(index) {
    return new VerificationError("not-in-log", { words: { index, size: this.size } });
  }
}

/**
 * A checkpoint file verified under the policy, or the three lines of an unsigned site.
 * @param {Opening} opening
 * @param {string} where
 * @returns {Promise<Head>}
 */
export async function readHead({ files, policyText, mldsa }, where) {
  const data = await files.read(where);
  if (!data) throw new VerificationError("file-missing", { where });
  if (!policyText.trim()) {
    const { origin, size, root } = readCheckpoint(data, where);
    const text = must(readUtf8(data));
    const told = { origin, size: safe(size, where), root: toHex(root), text };
    return { ...told, signed: false, signatures: [], quorum: null, note: null };
  }
  const signed = await verifyCheckpoint(data, pinnedPolicy(policyText), { where, mldsa });
  const { checkpoint: { origin, size, root }, note, signatures, quorum } = signed;
  const told = { origin, size: safe(size, where), root: toHex(root), text: must(readUtf8(encodeNote(note))) };
  return { ...told, signed: true, signatures, quorum, note };
}

/**
 * @param {bigint} size
 * @param {string} where
 */
function safe(size, where) {
  if (size > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw new VerificationError("checkpoint-malformed", { where, expected: "a size below 2**53", found: `${size}` });
  }
  return Number(size);
}

/**
 * @template T
 * @param {T|null|undefined} value
 * @returns {T}
 */
function must(value) {
  if (value === null || value === undefined) throw new Error("bad bookkeeping in a log");
  return value;
}
