/** What a page of results is told of its figures, and how one of them is written. */

import type { Feature, FeatureCollection, Geometry } from "geojson";

export interface FigureClass {
  least: number;
  label: string;
  colour: string;
}

/** A measure, or a part of one; `classes` are those the figures of the zones fall into. */
export interface Column {
  key: string;
  title: string;
  part: string | null;
  unit: string;
  share: boolean;
  classes: FigureClass[];
  classed: string | null;
}

export interface Flow {
  measure: string;
  title: string;
  left_out: { flows: number; count: number };
  hidden: number;
}

export type Properties = Record<string, string | number | null>;
export type Place = Feature<Geometry | null, Properties>;

export interface Figures extends FeatureCollection<Geometry | null, Properties> {
  features: Place[];
  columns: Column[];
  flows: Flow[];
  unplaced_because: string | null;
}

export interface Outcome {
  figures: string;
  style: string;
  language: string;
  words: Record<string, string>;
}

export function listZones(figures: Figures): Place[] {
  return figures.features.filter((place) => place.properties["place"] === "zone");
}

/** A figure by its magnitude: four digits, never less than whole; a share in percent, by three. */
export function writeFigure(value: number, share: boolean, language: string): string {
  const form = new Intl.NumberFormat(language === "zh" ? "zh-CN" : "en-GB", {
    maximumSignificantDigits: share ? 3 : 4,
    maximumFractionDigits: 0,
    roundingPriority: "morePrecision",
  });
  return form.format(share ? value * 100 : value);
}

/** A place's figure with its unit, or why it has none. */
export function tellFigure(place: { properties: Properties }, column: Column, language: string): string {
  const value = place.properties[column.key];
  if (typeof value !== "number") return String(place.properties[`${column.key}.reason`] ?? "–");
  const text = writeFigure(value, column.share, language);
  return column.unit ? `${text} ${column.unit}` : text;
}

/** The class a figure falls into. */
export function classOf(value: number, column: Column): FigureClass | undefined {
  return column.classes.findLast((one) => value >= one.least) ?? column.classes[0];
}
