/** What the page of a map or of charts and its data files hold (tellers.web.site.picture_words, pictured). */

interface PictureLayer {
  kind: "polygons" | "points" | "cells";
  file: string;
  origin: string;
  licence: string;
}

interface PictureLevel {
  id: string;
  name: string;
  names: string;
  areas: number;
  file: string;
  layers: PictureLayer[];
}

interface PictureContest {
  id: string;
  title: string;
  unit: string;
  units: string;
  options: [string, string][];
  leaders: string[];
  sources: [string, string][];
  main: string;
  whole: boolean;
  register: { id: string; levels: string; about: string } | null;
  levels: PictureLevel[];
  charts: string;
  announced: { date: string; name: string; by: string; percent: string; of: string }[];
}

/** Columns: one number an area, in the order of `codes`. */
interface SourceColumns {
  records: number[];
  votes: Record<string, number[]>;
  voters?: number[];
  registered?: number[];
  register?: Record<"areas" | "registered" | "areas_seen" | "covered" | "unlisted", number[]>;
}

interface PairColumns {
  sources: [string, string];
  shared: number[];
  differ: number[];
  apart: number[];
  net: Record<string, number[]>;
}

interface LevelData {
  codes: string[];
  names: string[];
  wider: [string, string][];
  within: number[];
  pages: string[];
  listed: number[];
  sources: Record<string, SourceColumns>;
  pairs: PairColumns[];
}

interface ShapeData {
  kind: string;
  scale: number;
  shapes: [string, number[][]][];
  points: [string, number, number][];
}

/** What is shown: kept in the address, so that it can be opened again as it was. */
interface PictureState {
  /** The contest's id; "" where the site has one. */
  contest: string;
  /** The chart; "" on the map. */
  chart: string;
  show: "share" | "turnout" | "coverage" | "differ";
  source: string;
  /** The other source of a comparison. */
  other: string;
  option: string;
  /** The level's id. */
  level: string;
  /** The kind of layer a map draws. */
  as: string;
  /** The code of the area chosen; "" for none. */
  area: string;
}
