/** Draws the server's legend: a swatch in the colour and shape of what stands on the map. */

import { make } from "./element.ts";
import type { LegendItem, TwinLayer } from "./twin.ts";
import type { Words } from "./words.ts";

export function drawSwatch(item: LegendItem): HTMLElement {
  const swatch = make("span", { class: `swatch swatch-${item.shape}`, "aria-hidden": "true" });
  swatch.style.setProperty("--swatch", item.color);
  return swatch;
}

export function drawLegend(layer: TwinLayer, words: Words): HTMLElement {
  return make(
    "ul",
    { class: "legend", "aria-label": words.legendOf(layer.title) },
    ...layer.legend.map((item) => make("li", {}, drawSwatch(item), make("span", {}, item.label))),
  );
}
