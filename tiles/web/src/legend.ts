/** Draws the server's legend: a swatch in the colour and shape of what stands on the map, with its sign. */

import { make } from "./element.ts";
import type { Scene } from "./scene.ts";
import { laySign, type Signs } from "./signs.ts";
import { type LegendItem, listLayers, type TwinLayer } from "./twin.ts";

export function drawSwatch(scene: Scene, layer: TwinLayer, line: number): HTMLElement {
  const swatch = make("span", {
    class: "swatch",
    "aria-hidden": "true",
    "data-of": layer.id,
    "data-line": String(line),
  });
  const item = layer.legend[line];
  if (item) dress(swatch, item, scene.signs);
  return swatch;
}

export function drawLegend(scene: Scene, layer: TwinLayer): HTMLElement {
  return make(
    "ul",
    { class: "legend", "aria-label": scene.words.legendOf(layer.title) },
    ...layer.legend.map((item, line) =>
      make("li", {}, drawSwatch(scene, layer, line), make("span", {}, item.label)),
    ),
  );
}

/** Gives every swatch of the page the colours and signs the map now has. */
export function recolour(scene: Scene): void {
  const layers = new Map(listLayers(scene.twin).map((layer) => [layer.id, layer]));
  for (const swatch of document.querySelectorAll<HTMLElement>(".swatch[data-of]")) {
    const item = layers.get(swatch.dataset["of"] ?? "")?.legend[Number(swatch.dataset["line"])];
    if (item) dress(swatch, item, scene.signs);
  }
}

function dress(swatch: HTMLElement, item: LegendItem, signs: Signs): void {
  swatch.className = `swatch swatch-${item.shape}${item.pattern ? " swatch-hatched" : ""}`;
  swatch.style.setProperty("--swatch", item.color);
  swatch.replaceChildren();
  if (!item.icon) return;
  const sign = make("span", {});
  laySign(sign, signs, item.icon);
  swatch.classList.add("swatch-sign");
  swatch.append(sign);
}
