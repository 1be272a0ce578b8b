/** What the server says of the twin in its style: the shapes every part of the map reads. */

import type { StyleSpecification } from "maplibre-gl";

export interface Field {
  name: string;
  title: string;
  unit: string | null;
  values: Record<string, string> | null;
}

export interface LegendItem {
  label: string;
  color: string;
  shape: "fill" | "line" | "circle";
  /** A sign on it, by its name on the map's sheet; a pattern over it. */
  icon?: string;
  pattern?: string;
}

export interface TwinLayer {
  id: string;
  title: string;
  about: string;
  visible: boolean;
  /** The field that is written beside an object and names it. */
  label?: string | null;
  style_layers: string[];
  legend: LegendItem[];
  /** Where the layer's objects are told; nowhere where only tiles are. */
  href: string | null;
  fields: Field[];
  clickable: boolean;
}

export interface Group {
  id: string;
  title: string;
  layers: TwinLayer[];
}

/** Layers that answer one question together; `on` are all it switches on, `layers` those that answer. */
export interface Theme {
  id: string;
  title: string;
  layers: string[];
  on: string[];
}

export type Bounds = [west: number, south: number, east: number, north: number];

export interface Twin {
  title: string;
  empty: boolean;
  bounds: Bounds | null;
  attribution: string;
  /** The looks there are, and the one this is. */
  looks: { id: string; title: string }[];
  look: string;
  groups: Group[];
  themes: Theme[];
}

/** One object of one layer, as permalinks, tiles and items name it. */
export interface Reference {
  layer: string;
  id: number;
}

export type View = "2d" | "3d";

export function readTwin(style: StyleSpecification): Twin {
  const twin = (style.metadata as { twin?: Twin } | undefined)?.twin;
  if (!twin) throw new Error("The style has no metadata.twin");
  return twin;
}

export function listLayers(twin: Twin): TwinLayer[] {
  return twin.groups.flatMap((group) => group.layers);
}

/** The permanent answer for one object, relative to this site, where it is told at all. */
export function locateItem(layer: TwinLayer, id: number): string | null {
  return layer.href && `${layer.href}/items/${id}`;
}

/** Ids from here on are of several objects drawn as one, which only count them. */
const MERGED = 2 ** 52;

/** How many objects a feature of a tile stands for where it is none by itself. */
export function countMerged(id: number, properties: Record<string, unknown>): number | null {
  const count = Number(properties["count"]);
  return id >= MERGED && count > 0 ? count : null;
}
