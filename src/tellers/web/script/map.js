/** The page of the map. */

import { startOnce } from "./ui/shell.js";
import { MapPage } from "./map/page.js";
import { contestsOfPage } from "./picture/vote.js";

startOnce("map", () => {
  const contests = contestsOfPage().filter(({ levels }) => levels.some(({ layers }) => layers.length));
  if (contests.length) new MapPage(contests).start();
});
