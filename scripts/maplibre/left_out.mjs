// What stands for the parts of MapLibre that only tiles and letters need; our maps have neither.

const leftOut = () => {
  throw new Error("left out of this build of MapLibre: see scripts/maplibre/lean.mjs");
};

export const GEOMETRY_TYPE = {};
export const decodeTile = leftOut;
/** The factory of bidi-js, which is called when MapLibre is loaded; what it makes is called for letters only. */
export default () => ({ getEmbeddingLevels: leftOut, getReorderedString: leftOut, getMirroredCharacter: leftOut });
