/** The page of charts. */

import { el } from "./ui/dom.js";
import { startOnce } from "./ui/shell.js";
import { say } from "./ui/words.js";
import { ChartsPage, showChart } from "./charts/page.js";
import { members, positions } from "./charts/roll.js";
import { contestsOfPage } from "./picture/vote.js";

startOnce("charts", async () => {
  const place = /** @type {HTMLElement} */ (document.getElementById("picture"));
  const contests = contestsOfPage();
  /** @type {import("./charts/roll.js").Roll[]} */
  const rolls = JSON.parse(place.dataset.rolls ?? "[]");
  place.hidden = false;
  try {
    if (contests.length) await new ChartsPage(contests, place).start();
    for (const roll of rolls) {
      for (const [name, chart] of Object.entries({ positions: positions(roll), members: members(roll) })) {
        const frame = el("div", { class: "chart-frame", id: `${name}-${roll.id}` });
        place.append(frame);
        showChart(frame, chart, { file: `${roll.id}-${name}.csv` });
      }
    }
    const still = document.getElementById("still");
    if (still) still.hidden = true;
    if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
  } catch (error) {
    const fault = document.getElementById("picture-fault");
    if (!fault) throw error;
    fault.textContent = say("picture-missing", { path: error instanceof Error ? error.message : "" });
    fault.hidden = false;
  }
});
