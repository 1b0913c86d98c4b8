/** The page that compares: which two sources, and which two versions of the log; its address says which. */

import { chooseSources } from "./compare/sources.js";
import { chooseVersions } from "./compare/versions.js";
import { startOnce } from "./ui/shell.js";

startOnce("compare", () => {
  chooseSources(document);
  chooseVersions(document);
});
