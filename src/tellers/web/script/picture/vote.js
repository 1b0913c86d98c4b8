/** What the page says of its contests, and the data files that it names. */

import { loadData } from "../ui/shell.js";

/** @returns {PictureContest[]} */
export function contestsOfPage() {
  const text = document.getElementById("picture")?.dataset.contests;
  return text ? JSON.parse(text) : [];
}

/**
 * @param {PictureContest} contest
 * @param {string} id of the level
 * @returns {{level: PictureLevel, data: Promise<LevelData>}}
 */
export function levelOf(contest, id) {
  const level = contest.levels.find((one) => one.id === id) ?? contest.levels[0];
  return { level, data: loadData(level.file) };
}
