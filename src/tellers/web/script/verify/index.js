/** What pages use of the verification core; README.md beside this folder has examples. */

export { changeOf, changesBetween, differences } from "./changes.js";
export { decodeEntry } from "./entry.js";
export { VerificationError } from "./errors.js";
export { verifyAll } from "./everything.js";
export { chosenFiles, droppedFiles, memoryFiles, pathOf, webFiles } from "./files.js";
export { openLog } from "./log.js";
export { policyKinds } from "./policy.js";
export { rememberCheckpoint } from "./remember.js";
