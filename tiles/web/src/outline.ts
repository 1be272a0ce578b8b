/** Marks the selected object on the map, in its own geometry and by the style's "selected" state. */

import type { FeatureCollection, Geometry } from "geojson";
import type { GeoJSONSource, LayerSpecification, Map as MapView, StyleSpecification } from "maplibre-gl";

import type { Reference, TwinLayer } from "./twin.ts";

const SOURCE = "selected-object";
const COLOUR = "#0b6bcb";
const NOTHING: FeatureCollection = { type: "FeatureCollection", features: [] };

const LAYERS: LayerSpecification[] = [
  {
    id: "selected-fill",
    type: "fill",
    source: SOURCE,
    filter: ["==", ["geometry-type"], "Polygon"],
    paint: { "fill-color": COLOUR, "fill-opacity": 0.12 },
  },
  {
    id: "selected-halo",
    type: "line",
    source: SOURCE,
    filter: ["!=", ["geometry-type"], "Point"],
    paint: { "line-color": "#fff", "line-width": 6, "line-opacity": 0.85 },
    layout: { "line-join": "round", "line-cap": "round" },
  },
  {
    id: "selected-line",
    type: "line",
    source: SOURCE,
    filter: ["!=", ["geometry-type"], "Point"],
    paint: { "line-color": COLOUR, "line-width": 3 },
    layout: { "line-join": "round", "line-cap": "round" },
  },
  {
    id: "selected-point",
    type: "circle",
    source: SOURCE,
    filter: ["==", ["geometry-type"], "Point"],
    paint: {
      "circle-radius": 11,
      "circle-color": COLOUR,
      "circle-opacity": 0.15,
      "circle-stroke-color": COLOUR,
      "circle-stroke-width": 3,
    },
  },
];

export function addOutline(map: MapView): void {
  map.addSource(SOURCE, { type: "geojson", data: NOTHING });
  for (const layer of LAYERS) map.addLayer(layer);
}

/** Keeps the marks where the map takes another style. */
export function keepOutline(
  before: StyleSpecification | undefined,
  after: StyleSpecification,
): StyleSpecification {
  const source = before?.sources[SOURCE];
  if (!source) return after;
  return { ...after, sources: { ...after.sources, [SOURCE]: source }, layers: [...after.layers, ...LAYERS] };
}

export function drawOutline(map: MapView, geometry: Geometry | null): void {
  const data = geometry ? ({ type: "Feature", properties: {}, geometry } as const) : NOTHING;
  map.getSource<GeoJSONSource>(SOURCE)?.setData(data);
}

/** Sets or takes away the state "selected" in every source that draws the layer. */
export function markSelected(
  map: MapView,
  style: StyleSpecification,
  layer: TwinLayer,
  object: Reference,
  selected: boolean,
): void {
  const sources = new Map<string, string | undefined>();
  for (const drawing of style.layers) {
    if (
      !layer.style_layers.includes(drawing.id) ||
      !("source" in drawing) ||
      typeof drawing.source !== "string"
    )
      continue;
    sources.set(drawing.source, drawing["source-layer"]);
  }
  for (const [source, sourceLayer] of sources) {
    map.setFeatureState({ source, id: object.id, ...(sourceLayer ? { sourceLayer } : {}) }, { selected });
  }
}
