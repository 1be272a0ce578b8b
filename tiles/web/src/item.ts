/** One object as the server tells it: its geometry, its properties, and where they come from. */

import type { Feature, Geometry } from "geojson";

import type { TwinLayer } from "./twin.ts";

type Span = readonly [string | null, string | null];

export interface Provenance {
  uri?: string | null;
  codes?: { scheme: string; code: string }[];
  valid?: Span | null;
  recorded?: Span | null;
  load?: { id: number | string; when?: string | null; who?: string | null } | null;
  source?: {
    file?: string | null;
    sha256?: string | null;
    publisher?: string | null;
    licence?: string | null;
    attribution?: string | null;
    crs?: string | null;
    heights?: string | null;
    reference_date?: string | null;
  } | null;
}

export interface Item extends Feature<Geometry | null> {
  properties: Record<string, unknown>;
  provenance?: Provenance;
  links?: { href: string; rel: string; title?: string }[];
}

/** What to call an object: what the map writes beside it where there is such, else its layer and its code. */
export function nameItem(layer: TwinLayer, id: number, properties: Record<string, unknown>): string {
  const name = properties[layer.label ?? "name"];
  return name ? String(name) : `${layer.title} ${properties["code"] ?? id}`;
}
