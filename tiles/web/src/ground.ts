/** What lies under the zones of a result: the base of the twin's own map, as the server's style draws it. */

import type { LayerSpecification, StyleSpecification } from "maplibre-gl";

import { readTwin } from "./twin.ts";

const BASE = "base";

export interface Ground {
  sources: StyleSpecification["sources"];
  layers: LayerSpecification[];
  attribution: string;
}

export const BARE: Ground = { sources: {}, layers: [], attribution: "" };

/** The layers of the style's base that are shown at first, with what they are drawn from and whom to credit. */
export function findGround(style: StyleSpecification): Ground {
  const twin = readTwin(style);
  const base = twin.groups.find(({ id }) => id === BASE)?.layers ?? [];
  const wanted = new Set(base.filter(({ visible }) => visible).flatMap((layer) => layer.style_layers));
  const layers = style.layers.filter(({ id }) => wanted.has(id));
  const used = new Set(layers.map((layer) => ("source" in layer ? layer.source : "")));
  const sources = Object.fromEntries(Object.entries(style.sources).filter(([id]) => used.has(id)));
  return { sources, layers, attribution: layers.length ? twin.attribution : "" };
}
