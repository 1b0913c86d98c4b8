// What of other people is in the scripts: licence texts, and a list of files and packages with their hashes.

import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/**
 * The licence texts of packages, with name, version and which scripts hold them.
 * @param {string} root
 * @param {Map<string, Set<string>>} held by the package's folder
 */
export function licences(root, held) {
  const parts = [...held.keys()].sort().map((folder) => {
    const { name, version, license } = about(root, folder);
    return `${name} ${version} (${license}), in ${[...held.get(folder)].sort().join(", ")}\n\n${licenceText(root, folder)}\n`;
  });
  const first = "Other people's work inside the scripts of this folder. Everything else is Tellers, Apache-2.0.\n";
  return [first, ...parts].join(`\n${"-".repeat(80)}\n\n`);
}

/**
 * Every script with its hash and the packages inside, and every package as the registry has it by its hash.
 * @param {string} root
 * @param {Map<string, Set<string>>} held
 * @param {Map<string, string>} files text by name
 */
export function vendorList(root, held, files) {
  const locked = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  const lines = ["# Written by scripts/build_scripts.mjs: what of other people is in these files.", ""];
  for (const [file, text] of files) {
    const inside = [...held].filter(([, names]) => names.has(file)).map(([folder]) => about(root, folder).name);
    if (!inside.length) continue;
    const sha256 = createHash("sha256").update(text).digest("hex");
    lines.push("[[file]]", `path = "${file}"`, `sha256 = "${sha256}"`, `packages = ${JSON.stringify(inside.sort())}`, "");
  }
  for (const folder of [...held.keys()].sort()) {
    const { name, version, license } = about(root, folder);
    const { integrity } = locked[folder];
    lines.push("[[package]]", `name = "${name}"`, `version = "${version}"`, `licence = "${license}"`, `integrity = "${integrity}"`, "");
  }
  return lines.join("\n");
}

function about(root, folder) {
  return JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
}

/** A package's licence file, else the part of its README under that heading. */
function licenceText(root, folder) {
  const file = readdirSync(join(root, folder)).find((one) => /^(?:licen[cs]e|copying)/i.test(one));
  if (file) return readFileSync(join(root, folder, file), "utf8").replaceAll("\r\n", "\n").trim();
  const readme = join(root, folder, "README.md");
  const part = existsSync(readme) && /^## Licen[cs]e.*?\n([^]*?)(?=\n## |$(?![^]))/im.exec(readFileSync(readme, "utf8"));
  if (!part) throw new Error(`${folder} ships no licence text`);
  return part[1].replaceAll("\r\n", "\n").trim();
}
