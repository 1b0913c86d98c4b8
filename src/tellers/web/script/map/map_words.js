/** What a map says: its title, its choices, and the lines about one area. */

import { number, say } from "../ui/words.js";
import { allVotes, pairOf, valueOf } from "../picture/measures.js";
import { capital, shareText } from "../picture/table.js";

/**
 * @param {PictureContest} contest
 * @param {string} source
 */
export function sourceName(contest, source) {
  return contest.sources.find(([id]) => id === source)?.[1] ?? source;
}

/**
 * @param {PictureContest} contest
 * @param {string} option
 */
export function optionName(contest, option) {
  return contest.options.find(([id]) => id === option)?.[1] ?? option;
}

/**
 * @param {PictureContest} contest
 * @param {PictureLevel} level
 * @param {PictureState} state
 */
export function titleOf(contest, level, state) {
  return say(`map-title-${state.show}`, {
    level: level.name,
    option: optionName(contest, state.option),
    source: sourceName(contest, state.source),
    other: sourceName(contest, state.other),
  });
}

/**
 * The choices that a map offers.
 * @param {PictureContest[]} contests
 * @param {PictureContest} contest
 * @param {PictureState} state
 * @returns {import("../picture/choices.js").Field[]}
 */
export function fieldsOf(contests, contest, state) {
  const shows = ["share", "turnout", "coverage", ...(contest.sources.length > 1 ? ["differ"] : [])];
  const level = contest.levels.find(({ id }) => id === state.level);
  const sources = contest.sources.map(([value, text]) => ({ value, text }));
  const drawn = contest.levels.filter(({ layers }) => layers.length);
  return [
    { key: "contest", label: say("picture-contest"), choices: contests.map(({ id, title }) => ({ value: id, text: title })), value: contest.id },
    { key: "show", label: say("picture-show"), choices: shows.map((value) => ({ value, text: say(`picture-show-${value}`) })), value: state.show },
    ...(state.show === "share" ? [{ key: /** @type {const} */ ("option"), label: say("picture-option"), choices: contest.options.map(([value, text]) => ({ value, text })), value: state.option }] : []),
    { key: "source", label: say(state.show === "differ" ? "picture-first" : "picture-source"), choices: sources, value: state.source },
    ...(state.show === "differ" ? [{ key: /** @type {const} */ ("other"), label: say("picture-other"), choices: sources, value: state.other }] : []),
    { key: "level", label: say("picture-level"), choices: drawn.map(({ id, names }) => ({ value: id, text: capital(names) })), value: state.level },
    { key: "as", label: say("map-as"), choices: (level?.layers ?? []).map(({ kind }) => ({ value: kind, text: say(`map-as-${kind}`) })), value: state.as },
  ];
}

/**
 * What is said of one area: its share, and what it is made of.
 * @param {PictureContest} contest
 * @param {PictureState} state
 * @param {LevelData} data
 * @param {number} index
 */
export function linesOf(contest, state, data, index) {
  const value = valueOf(data, state, { area: index, whole: contest.whole });
  const columns = data.sources[state.source];
  const lines = [value ? shareText(value) : say(`map-none-${state.show}`)];
  if (value) lines.push(say(`map-of-${state.show === "coverage" && !contest.whole ? "register" : state.show}`, { part: number(value.part), whole: number(value.whole), units: contest.units }));
  if (state.show === "differ") {
    const apart = pairOf(data, state.source, state.other)?.apart[index];
    if (apart) lines.push(say("map-apart", { count: apart }));
  } else if (columns) {
    lines.push(say("map-records", { count: columns.records[index], units: contest.units }));
    if (state.show === "share" && value) {
      for (const option of contest.leaders.filter((one) => one !== state.option)) {
        const votes = columns.votes[option];
        if (votes) lines.push(`${optionName(contest, option)}: ${shareText({ part: votes[index], whole: allVotes(columns, index) })}`);
      }
    }
  }
  return lines;
}
