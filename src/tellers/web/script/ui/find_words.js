/**
 * How a name is taken apart for finding: accents, capitals, punctuation and abbreviations make no difference.
 *
 * A name is kept under its own words and under what each may be written as; what is typed is only folded.
 * So "ue gral santa" finds "UNIDAD EDUCATIVA GENERAL SANTA" and the other way round.
 */

/**
 * What is written short, by the language it is short in: the short forms, then the words they stand for.
 * Of schools and places, where people vote. Sources: names of centres in published registers, and usage.
 * @type {Record<string, [short: string, long: string][]>}
 */
const SHORT = {
  es: [
    ["ue", "unidad educativa"], ["uen", "unidad educativa nacional"], ["uee", "unidad educativa estadal"],
    ["ueb", "unidad educativa bolivariana"], ["uep", "unidad educativa privada"], ["uem", "unidad educativa municipal"],
    ["ued", "unidad educativa distrital"], ["uenb", "unidad educativa nacional bolivariana"],
    ["esc", "escuela"], ["eb", "escuela basica"], ["ebn", "escuela basica nacional"], ["ebe", "escuela basica estadal"],
    ["ebb", "escuela basica bolivariana"], ["epn", "escuela primaria nacional"], ["epb", "escuela primaria bolivariana"],
    ["ep", "escuela primaria"], ["col", "colegio"], ["lic", "liceo"], ["lb", "liceo bolivariano"], ["ln", "liceo nacional"],
    ["lic", "licenciado"], ["cei", "centro de educacion inicial"], ["cein", "centro de educacion inicial nacional"],
    ["ceb", "centro educativo bolivariano"], ["ce", "centro educativo"], ["ge", "grupo escolar"],
    ["ji", "jardin de infancia"], ["pre", "preescolar"], ["inst", "instituto"], ["univ", "universidad"],
    ["ubv", "universidad bolivariana de venezuela"], ["iut", "instituto universitario de tecnologia"],
    ["et", "escuela tecnica"], ["ner", "nucleo escolar rural"], ["amb", "ambulatorio"], ["cv", "centro de votacion"],
    ["pq", "parroquia"], ["parr", "parroquia"], ["mun", "municipio"], ["mcpio", "municipio"], ["mp", "municipio"],
    ["edo", "estado"], ["dtto", "distrito"], ["dto", "distrito"], ["dpto", "departamento"], ["prov", "provincia"],
    ["cdad", "ciudad"], ["pto", "puerto"], ["pta", "punta"], ["sta", "santa"], ["sto", "santo"], ["ntra", "nuestra"],
    ["sra", "senora"], ["sr", "senor"], ["nsra", "nuestra senora"], ["gral", "general"], ["gral", "generalisimo"],
    ["dr", "doctor"], ["dra", "doctora"], ["prof", "profesor"], ["profa", "profesora"], ["mtro", "maestro"],
    ["mtra", "maestra"], ["ing", "ingeniero"], ["pbro", "presbitero"], ["mons", "monsenor"], ["cnel", "coronel"],
    ["tte", "teniente"], ["cap", "capitan"], ["cmdte", "comandante"], ["alm", "almirante"], ["mcal", "mariscal"],
    ["hno", "hermano"], ["hnos", "hermanos"], ["fco", "francisco"], ["ma", "maria"], ["av", "avenida"],
    ["urb", "urbanizacion"], ["bo", "barrio"], ["km", "kilometro"], ["nac", "nacional"], ["bol", "bolivariana"],
    ["num", "numero"], ["no", "numero"], ["nro", "numero"],
  ],
  pt: [
    ["esc", "escola"], ["em", "escola municipal"], ["ee", "escola estadual"], ["emef", "escola municipal de ensino fundamental"],
    ["emei", "escola municipal de educacao infantil"], ["col", "colegio"], ["mun", "municipio"], ["sta", "santa"],
    ["sto", "santo"], ["gal", "general"], ["dr", "doutor"], ["dra", "doutora"], ["prof", "professor"], ["profa", "professora"],
    ["eng", "engenheiro"], ["pe", "padre"], ["cel", "coronel"], ["ten", "tenente"], ["av", "avenida"], ["univ", "universidade"],
    ["nsa", "nossa senhora"],
  ],
  fr: [
    ["ec", "ecole"], ["elem", "elementaire"], ["mat", "maternelle"], ["col", "college"], ["lyc", "lycee"], ["st", "saint"],
    ["ste", "sainte"], ["gal", "general"], ["dr", "docteur"], ["av", "avenue"], ["bd", "boulevard"], ["pl", "place"],
    ["univ", "universite"], ["arr", "arrondissement"], ["com", "commune"],
  ],
  en: [
    ["sch", "school"], ["elem", "elementary"], ["hs", "high school"], ["ps", "primary school"], ["coll", "college"],
    ["univ", "university"], ["st", "saint"], ["st", "street"], ["ave", "avenue"], ["rd", "road"], ["dist", "district"],
    ["mun", "municipality"], ["ctr", "centre"], ["gen", "general"], ["dr", "doctor"], ["prof", "professor"],
  ],
};

/** Words that a searcher may add or leave out. */
const SLIGHT = new Set(["de", "del", "la", "el", "los", "las", "y", "e", "da", "do", "das", "dos", "du", "des", "le", "les", "et", "of", "the", "and"]);

const ALL = Object.values(SHORT).flat();
/** @type {Map<string, string[]>} */
const BY_SHORT = new Map();
/** By the first word of what is written short. @type {Map<string, {short: string, words: string[]}[]>} */
const BY_LONG = new Map();
for (const [short, long] of ALL) {
  const words = long.split(" ");
  BY_SHORT.set(short, [...(BY_SHORT.get(short) ?? []), ...words]);
  BY_LONG.set(words[0], [...(BY_LONG.get(words[0]) ?? []), { short, words }]);
}

/**
 * A text's words: no accents, no capitals; letters apart by dots or blanks are one word ("U. E." is "ue").
 * @param {string} text
 * @returns {string[]}
 */
export function fold(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase();
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  /** @type {string[]} */
  const found = [];
  let letters = "";
  for (const word of words) {
    if (/^\p{L}$/u.test(word)) {
      letters += word;
      continue;
    }
    if (letters) found.push(letters);
    letters = "";
    found.push(word);
  }
  if (letters) found.push(letters);
  return found;
}

/** Numbers with marks between them, as ids have: "010101001.03". */
const NUMBERS = /\p{N}+(?:[./-]\p{N}+)+/gu;

/** @param {string} run */
function bare(run) {
  return run.replace(/[./-]/g, "");
}

/**
 * Each id of numbers in a text, without its marks.
 * @param {string} text
 * @returns {string[]}
 */
export function joinedNumbers(text) {
  return (text.match(NUMBERS) ?? []).map(bare);
}

/**
 * Every word that a name is found under: its own, and those that they may be written as.
 * @param {string} text
 * @returns {string[]}
 */
export function indexWords(text) {
  const own = fold(text);
  const found = new Set([...own, ...joinedNumbers(text)]);
  for (const [at, word] of own.entries()) {
    for (const long of BY_SHORT.get(word) ?? []) found.add(long);
    for (const { short, words } of BY_LONG.get(word) ?? []) if (stands(own, at, words)) found.add(short);
  }
  return [...found];
}

/**
 * The words of what is typed; slight ones are left out where others are there.
 * @param {string} text
 * @returns {string[]}
 */
export function queryWords(text) {
  const words = [...new Set(fold(text.replace(NUMBERS, (run) => bare(run))))];
  const telling = words.filter((word) => !SLIGHT.has(word));
  return telling.length ? telling : words;
}

/**
 * Whether these words stand there, slight ones between them left out.
 * @param {string[]} own
 * @param {number} at
 * @param {string[]} words
 */
function stands(own, at, words) {
  let place = at;
  for (const word of words) {
    while (place < own.length && own[place] !== word && SLIGHT.has(own[place])) place += 1;
    if (own[place] === word) place += 1;
    else if (!SLIGHT.has(word)) return false;
  }
  return true;
}
