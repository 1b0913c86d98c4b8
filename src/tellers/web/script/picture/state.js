/**
 * What a picture shows, in the fragment of its address: `#show=share&source=v2&option=EG&level=state`.
 *
 * What an address does not say, or says of something that is not there, is what the page begins with; so an old
 * address opens, and never anything that its page cannot draw.
 */

/** @type {(keyof PictureState)[]} */
const KEYS = ["contest", "chart", "show", "source", "other", "option", "level", "as", "area"];
const SHOWN = ["share", "turnout", "coverage", "differ"];

/**
 * The fragment that a state is kept in; what it shares with the beginning is left out.
 * @param {PictureState} state
 * @param {PictureState} begun
 * @returns {string} with its `#`; "" where nothing differs
 */
export function writeState(state, begun) {
  const told = new URLSearchParams();
  for (const key of KEYS) if (state[key] !== begun[key]) told.set(key, state[key]);
  const text = told.toString();
  return text && `#${text}`;
}

/**
 * What a fragment says, each thing held against what there is.
 * @param {string} fragment
 * @param {PictureState} begun
 * @param {PictureContest[]} contests
 * @returns {PictureState}
 */
export function readState(fragment, begun, contests) {
  const told = new URLSearchParams(fragment.replace(/^#/, ""));
  const state = { ...begun };
  const asked = contests.find(({ id }) => id === told.get("contest"));
  if (asked && asked.id !== begun.contest) Object.assign(state, beginning(asked, begun.chart, begun.as !== ""));
  const contest = asked ?? contests.find(({ id }) => id === begun.contest) ?? contests[0];
  const sources = contest.sources.map(([id]) => id);
  const allowed = {
    show: SHOWN,
    source: sources,
    other: sources,
    option: contest.options.map(([id]) => id),
    level: contest.levels.map(({ id }) => id),
    as: ["polygons", "points", "cells"],
  };
  for (const key of /** @type {(keyof typeof allowed)[]} */ (Object.keys(allowed))) {
    const value = told.get(key);
    if (value !== null && allowed[key].includes(value)) Object.assign(state, { [key]: value });
  }
  for (const key of /** @type {const} */ (["chart", "area"])) {
    const value = told.get(key);
    if (value !== null && value.length <= 200) state[key] = value;
  }
  return fitted(state, contest);
}

/**
 * What a page shows of a contest before anything is chosen.
 * @param {PictureContest} contest
 * @param {string} chart
 * @param {boolean} drawn whether it is a map, which shows a level that has a layer
 * @returns {PictureState}
 */
export function beginning(contest, chart = "", drawn = false) {
  const level = contest.levels.find(({ layers }) => !drawn || layers.length) ?? contest.levels[0];
  const other = contest.sources.find(([id]) => id !== contest.main);
  return {
    contest: contest.id,
    chart,
    show: "share",
    source: contest.main,
    other: other ? other[0] : contest.main,
    option: contest.leaders[0] ?? contest.options[0][0],
    level: level.id,
    as: drawn ? level.layers[0].kind : "",
    area: "",
  };
}

/**
 * A state that a map can draw: the kind of layer is one that the level has.
 * @param {PictureState} state
 * @param {PictureContest} contest
 * @returns {PictureState}
 */
export function fitted(state, contest) {
  if (!state.as) return state;
  const level = contest.levels.find(({ id }) => id === state.level);
  if (level?.layers.some(({ kind }) => kind === state.as)) return state;
  if (level?.layers.length) return { ...state, as: level.layers[0].kind };
  const { level: first, as } = beginning(contest, "", true);
  return { ...state, level: first, as };
}
