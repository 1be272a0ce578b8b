/** The map of the zones, shaded by a measure, with the greatest flows between them as lines. */

import type { Feature, FeatureCollection, Geometry } from "geojson";
import {
  type ExpressionSpecification,
  Map as MapView,
  type MapLayerMouseEvent,
  NavigationControl,
  Popup,
  type StyleSpecification,
} from "maplibre-gl";

import { type Column, type Figures, type Outcome, type Properties, tellFigure, writeFigure } from "./columns.ts";
import { make } from "./element.ts";
import type { Ground } from "./ground.ts";

const UNKNOWN = "#d5d3cd";
const FLOW = "#b5179e";
const FOUND = "#d9480f";
const FEW = 50;
const TOLD = ["spots", "flows", "found", "zones"];

type Bounds = [west: number, south: number, east: number, north: number];

/** Raises the map and gives what shades it by a measure; without a place to look at it says why. */
export function drawZones(
  element: HTMLElement,
  figures: Figures,
  page: Outcome,
  ground: Ground,
): (column: Column) => void {
  const bounds = boundsOf(figures);
  const legend = make("ul", { class: "legend" });
  const note = make("p", { class: "quiet" });
  element.after(legend, note, make("p", { class: "quiet" }, ground.attribution));
  if (!bounds || !document.createElement("canvas").getContext("webgl2")) {
    element.hidden = true;
    note.textContent = bounds ? (page.words["no_webgl"] ?? "") : (figures.unplaced_because ?? "");
    return () => undefined;
  }
  const map = new MapView({
    container: element,
    style: dress(figures, ground),
    bounds,
    fitBoundsOptions: { padding: 16 },
    attributionControl: false,
    cooperativeGestures: true,
    locale: {
      "Map.Title": page.words["map_of_zones"] ?? "",
      "CooperativeGesturesHandler.WindowsHelpText": page.words["hold_control"] ?? "",
      "CooperativeGesturesHandler.MacHelpText": page.words["hold_control"] ?? "",
      "CooperativeGesturesHandler.MobileHelpText": page.words["two_fingers"] ?? "",
      "NavigationControl.ZoomIn": page.words["zoom_in"] ?? "",
      "NavigationControl.ZoomOut": page.words["zoom_out"] ?? "",
    },
    // What is drawn is kept, so that it can be printed.
    canvasContextAttributes: { preserveDrawingBuffer: true },
  });
  map.addControl(new NavigationControl({ showCompass: false }));
  const popup = new Popup({ closeButton: false, closeOnClick: false });
  let shown: Column | undefined;
  follow(map, popup, (properties) => {
    if (properties["place"] === "flow") return tellFlow(properties, page);
    if (properties["place"] === "found") return tellFound(properties, page);
    return shown && `${properties["name"]}: ${tellFigure({ properties }, shown, page.language)}`;
  });
  if (figures.flows.length) element.after(chooseFlows(map, figures, page));
  map.once("idle", () => element.setAttribute("data-state", "ready"));
  return (column) => {
    shown = column;
    const shade = () => map.setPaintProperty("zones", "fill-color", shadeBy(column));
    if (map.isStyleLoaded()) shade();
    else map.once("style.load", shade);
    legend.replaceChildren(...drawClasses(column, page));
    note.textContent = column.classed;
  };
}

function dress(figures: Figures, ground: Ground): StyleSpecification {
  return {
    version: 8,
    sources: {
      ...ground.sources,
      zones: { type: "geojson", data: pick(figures, (place) => place !== "flow" && place !== "found") },
      flows: { type: "geojson", data: pick(figures, (place) => place === "flow") },
      found: { type: "geojson", data: pick(figures, (place) => place === "found") },
      names: { type: "geojson", data: listNames(figures) },
    },
    layers: [
      { id: "ground", type: "background", paint: { "background-color": "#f2f1ed" } },
      ...ground.layers,
      {
        id: "zones",
        type: "fill",
        source: "zones",
        paint: { "fill-color": UNKNOWN, "fill-opacity": ground.layers.length ? 0.7 : 0.9 },
      },
      { id: "borders", type: "line", source: "zones", paint: { "line-color": "#ffffff", "line-width": 1.2 } },
      {
        id: "flows",
        type: "line",
        source: "flows",
        filter: ["<", ["get", "rank"], FEW],
        layout: { "line-cap": "round", "line-sort-key": ["get", "count"] },
        paint: { "line-color": FLOW, "line-opacity": 0.65, "line-width": widen(figures) },
      },
      {
        id: "found",
        type: "fill",
        source: "found",
        filter: ["!=", ["geometry-type"], "Point"],
        paint: { "fill-color": FOUND, "fill-opacity": 0.25, "fill-outline-color": FOUND },
      },
      {
        id: "spots",
        type: "circle",
        source: "found",
        filter: ["==", ["geometry-type"], "Point"],
        paint: {
          "circle-color": FOUND,
          "circle-radius": 8,
          "circle-stroke-color": "#ffffff",
          "circle-stroke-width": 2,
        },
      },
      {
        id: "names",
        type: "symbol",
        source: "names",
        layout: { "text-field": ["get", "name"], "text-size": 12, "text-font": ["sans-serif"] },
        paint: { "text-color": "#1d2731", "text-halo-color": "#ffffff", "text-halo-width": 1.5 },
      },
    ],
  };
}

/** A point for each name; a cell of a grid is known by its code, which tells nobody anything. */
function listNames(figures: Figures): FeatureCollection {
  const named = figures.features.filter(({ geometry, properties }) => geometry && properties["lon"]);
  const features = named
    .filter(({ properties }) => properties["name"] !== properties["code"])
    .map(({ properties }): Feature => {
      const coordinates = [Number(properties["lon"]), Number(properties["lat"])];
      return { type: "Feature", geometry: { type: "Point", coordinates }, properties: { name: properties["name"] } };
    });
  return { type: "FeatureCollection", features };
}

/** The features that are placed, the lines with their rank among them: they come greatest first. */
function pick(figures: Figures, wanted: (place: unknown) => boolean): FeatureCollection {
  const features = figures.features
    .filter((one): one is Feature<Geometry, Properties> => one.geometry !== null)
    .filter((one) => wanted(one.properties["place"]));
  return {
    type: "FeatureCollection",
    features: features.map((one, rank) => ({ ...one, properties: { ...one.properties, rank } })),
  };
}

function shadeBy(column: Column): ExpressionSpecification | string {
  const [first, ...others] = column.classes;
  if (!first) return UNKNOWN;
  const value: ExpressionSpecification = ["get", column.key];
  const steps = others.flatMap((one) => [one.least, one.colour]);
  const colour = steps.length ? ["step", value, first.colour, ...steps] : first.colour;
  return ["case", ["==", ["typeof", value], "number"], colour, UNKNOWN] as ExpressionSpecification;
}

function widen(figures: Figures): ExpressionSpecification {
  const counts = figures.features.map((one) => (one.geometry ? Number(one.properties["count"] ?? 0) : 0));
  const most = counts.reduce((one, other) => Math.max(one, other), 1);
  return ["interpolate", ["linear"], ["get", "count"], 0, 0.5, most, 12];
}

function drawClasses(column: Column, page: Outcome): HTMLElement[] {
  const none = { colour: UNKNOWN, label: page.words["without"] ?? "" };
  return [...column.classes, none].map(({ colour, label }) => {
    const swatch = make("span", { class: "swatch", "aria-hidden": "true" });
    swatch.style.background = colour;
    return make("li", {}, swatch, label);
  });
}

/** Says beside the pointer what lies under it. */
function follow(map: MapView, popup: Popup, tell: (properties: Properties) => string | undefined): void {
  for (const layer of TOLD) {
    map.on("mousemove", layer, (event: MapLayerMouseEvent) => {
      const [top] = map.queryRenderedFeatures(event.point, { layers: TOLD });
      const text = top && tell(top.properties as Properties);
      if (text) popup.setLngLat(event.lngLat).setText(text).addTo(map);
    });
    map.on("mouseleave", layer, () => popup.remove());
  }
}

function tellFlow(properties: Properties, page: Outcome): string {
  const count = writeFigure(Number(properties["count"]), false, page.language);
  return `${properties["origin_name"]} → ${properties["destination_name"]}: ${count}`;
}

function tellFound(properties: Properties, page: Outcome): string {
  const value = properties["why"] ?? writeFigure(Number(properties["value"]), false, page.language);
  return `${properties["title"]} – ${properties["name"]}: ${value}`;
}

/** How many of the flows are drawn, greatest first. */
function chooseFlows(map: MapView, figures: Figures, page: Outcome): HTMLElement {
  const lines = figures.features.filter((one) => one.geometry?.type === "LineString").length;
  const told = make("output", { for: "most" }, String(Math.min(FEW, lines)));
  const slider = make("input", {
    id: "most",
    type: "range",
    min: "0",
    max: String(lines),
    value: String(Math.min(FEW, lines)),
    oninput: () => {
      told.textContent = slider.value;
      map.setFilter("flows", ["<", ["get", "rank"], Number(slider.value)]);
    },
  });
  return make("p", { class: "flows" }, make("label", { for: "most" }, page.words["flows"]), slider, told, ` / ${lines}`);
}

/** The extent of all that is placed, none where nothing is. */
function boundsOf(figures: Figures): Bounds | null {
  const found: Bounds = [180, 90, -180, -90];
  const stretch = (at: unknown): void => {
    if (!Array.isArray(at)) return;
    if (typeof at[0] !== "number") return at.forEach(stretch);
    const [lon, lat] = at as [number, number];
    found[0] = Math.min(found[0], lon);
    found[1] = Math.min(found[1], lat);
    found[2] = Math.max(found[2], lon);
    found[3] = Math.max(found[3], lat);
  };
  for (const { geometry } of figures.features) if (geometry && "coordinates" in geometry) stretch(geometry.coordinates);
  return found[0] <= found[2] ? found : null;
}
