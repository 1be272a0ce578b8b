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
  href: string;
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

/** The permanent answer for one object, relative to this site. */
export function locateItem(layer: TwinLayer, id: number): string {
  return `${layer.href}/items/${id}`;
}
