// Builds what a site ships of our scripts: one classic script an entry point, and the licences of what is in it.
//
//   node scripts/build_scripts.mjs            writes src/tellers/web/assets/
//   node scripts/build_scripts.mjs --check    compares instead; exit code 1 where a byte differs
//
// The same sources and packages give the same bytes on every machine: nothing of the machine gets in.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { LEAN } from "./maplibre/lean.mjs";
import { QUIET } from "./plot/quiet.mjs";
import { licences, vendorList } from "./vendored.mjs";

/** The entry points: `src/tellers/web/script/<name>.js` becomes `src/tellers/web/assets/<name>.js`. */
export const ENTRIES = ["charts", "compare", "ed25519", "explorer", "map", "mldsa", "verify_worker"];

/** Libraries that are a file of their own: by the name of the asset, the entry point. */
const LIBRARIES = { "vendor/maplibre": "scripts/maplibre/entry.mjs" };

/** What the build of one entry point does besides. */
const BESIDES = { charts: QUIET, "vendor/maplibre": LEAN };

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const SCRIPT = "src/tellers/web/script";
const ASSETS = join(ROOT, "src/tellers/web/assets");

/** The bundle of an entry point, and the packages that are in it. */
async function bundle(name) {
  const built = await build({
    absWorkingDir: ROOT,
    entryPoints: [LIBRARIES[name] ?? `${SCRIPT}/${name}.js`],
    ...BESIDES[name],
    bundle: true,
    format: "iife",
    target: "es2022",
    minify: true,
    charset: "utf8",
    legalComments: "none", // they are in LICENCES.txt, whole
    metafile: true,
    write: false,
    logLevel: "warning",
  });
  const inside = Object.values(built.metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput ? [path] : [])),
  );
  const packages = inside.flatMap((path) => path.match(/^node_modules\/(?:@[^/]+\/)?[^/]+/) ?? []);
  return { text: built.outputFiles[0].text, packages };
}

/** Every file that is built, by its name in assets. */
async function buildAll() {
  const files = new Map();
  const held = new Map();
  for (const name of [...ENTRIES, ...Object.keys(LIBRARIES)]) {
    const { text, packages } = await bundle(name);
    files.set(`${name}.js`, text);
    for (const folder of packages) held.set(folder, (held.get(folder) ?? new Set()).add(`${name}.js`));
  }
  const list = vendorList(ROOT, held, files);
  files.set("LICENCES.txt", licences(ROOT, held));
  files.set("vendor.toml", list);
  return files;
}

const check = process.argv.includes("--check");
const files = await buildAll();
mkdirSync(join(ASSETS, "vendor"), { recursive: true });
let differing = 0;
for (const [name, text] of files) {
  const path = join(ASSETS, name);
  if (existsSync(path) && readFileSync(path, "utf8") === text) continue;
  differing += 1;
  if (!check) writeFileSync(path, text);
  console.log(`${check ? "not what is built from the sources" : "written"}: src/tellers/web/assets/${name}`);
}
if (check && differing) {
  console.log("Run `make scripts` and commit what it writes.");
  process.exit(1);
}
console.log(`scripts: ${ENTRIES.length + Object.keys(LIBRARIES).length} bundles, ${differing ? `${differing} files differed` : "all as built"}`);
