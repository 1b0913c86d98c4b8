/**
 * The shares that maps and charts show, as whole numbers: a part and what it is a part of.
 *
 * Nothing is known of an area where the whole is nothing; that is null, and never zero.
 */

/** @typedef {{part: number, whole: number}} Share */

/**
 * The value of every area of a level, in their order.
 * @param {LevelData} data
 * @param {PictureState} state
 * @param {boolean} whole whether the list of units is whole
 * @returns {(Share|null)[]}
 */
export function valuesOf(data, state, whole) {
  return data.codes.map((_, area) => valueOf(data, state, { area, whole }));
}

/**
 * @param {LevelData} data
 * @param {PictureState} state
 * @param {{area: number, whole: boolean}} of
 * @returns {Share|null}
 */
export function valueOf(data, state, { area, whole }) {
  const source = data.sources[state.source];
  if (state.show === "differ") {
    const pair = pairOf(data, state.source, state.other);
    return pair ? share(pair.differ[area], pair.shared[area]) : null;
  }
  if (!source) return null;
  if (state.show === "turnout") return share(source.voters?.[area] ?? 0, source.registered?.[area] ?? 0);
  if (state.show === "coverage") return coverage(data, source, { area, whole });
  const votes = source.votes[state.option];
  return votes ? share(votes[area], allVotes(source, area)) : null;
}

/**
 * The part of an area that has a record: of its units where the list of units is whole, else of the voters that a
 * register lists; nothing where the register lists fewer than half of the areas with a record there.
 * @param {LevelData} data
 * @param {SourceColumns} source
 * @param {{area: number, whole: boolean}} of
 * @returns {Share|null}
 */
function coverage(data, source, { area, whole }) {
  if (whole) return share(source.records[area], data.listed[area]);
  const register = source.register;
  if (!register || register.areas_seen[area] < register.unlisted[area]) return null;
  return share(register.covered[area], register.registered[area]);
}

/**
 * The votes for every option that a source gives, in one area.
 * @param {SourceColumns} source
 * @param {number} area
 */
export function allVotes(source, area) {
  let sum = 0;
  for (const votes of Object.values(source.votes)) sum += votes[area];
  return sum;
}

/**
 * Two sources held against each other, in the order asked for; null where no unit has both, or it is one source.
 * @param {LevelData} data
 * @param {string} first
 * @param {string} second
 * @returns {PairColumns|null}
 */
export function pairOf(data, first, second) {
  const pair = data.pairs.find(({ sources: [a, b] }) => (a === first && b === second) || (a === second && b === first));
  if (!pair || pair.sources[0] === first) return pair ?? null;
  const turned = Object.entries(pair.net).map(([option, votes]) => [option, votes.map((one) => (one ? -one : 0))]);
  return { ...pair, sources: [first, second], net: Object.fromEntries(turned) };
}

/**
 * @param {number} part
 * @param {number} whole
 * @returns {Share|null}
 */
function share(part, whole) {
  return whole > 0 ? { part, whole } : null;
}
