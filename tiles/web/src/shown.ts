/** Which layers are on and whether the city stands up: what each style layer's visibility follows from. */

import type { LayerSpecification, Map as MapView, StyleSpecification } from "maplibre-gl";

import { listLayers, type Twin, type View } from "./twin.ts";

export class Shown {
  readonly on: Set<string>;
  view: View;
  readonly has3d: boolean;
  private readonly owners: Map<string, string>;
  private readonly twin: Twin;
  private readonly style: StyleSpecification;

  /** `on` and `view` as an address asks for them; null leaves the server's choice. */
  constructor(style: StyleSpecification, twin: Twin, on: readonly string[] | null, view: View | null) {
    const layers = listLayers(twin);
    this.style = style;
    this.twin = twin;
    this.owners = new Map(layers.flatMap((layer) => layer.style_layers.map((id) => [id, layer.id])));
    this.on = new Set(layers.filter((layer) => on?.includes(layer.id) ?? layer.visible).map((layer) => layer.id));
    this.has3d = style.layers.some((layer) => flag(layer, "twin:3d"));
    this.view = this.has3d ? (view ?? "3d") : "2d";
  }

  isDrawn(layer: LayerSpecification): boolean {
    const owner = this.owners.get(layer.id);
    if (owner !== undefined && !this.on.has(owner)) return false;
    if (flag(layer, "twin:3d")) return this.view === "3d";
    return !flag(layer, "twin:flat") || this.view === "2d";
  }

  /** The twin's layers that are on, in the server's order. */
  listOn(): string[] {
    return listLayers(this.twin).map((layer) => layer.id).filter((id) => this.on.has(id));
  }

  /** The drawn style layers of those of the twin's layers that can be clicked. */
  listClickable(): string[] {
    const clickable = new Set(listLayers(this.twin).filter((layer) => layer.clickable).map((layer) => layer.id));
    return this.style.layers
      .filter((layer) => clickable.has(this.owners.get(layer.id) ?? "") && this.isDrawn(layer))
      .map((layer) => layer.id);
  }

  /** The layer of the twin that a style layer draws. */
  findOwner(styleLayer: string): string | undefined {
    return this.owners.get(styleLayer);
  }

  /** Writes visibility into the style itself, so that nothing hidden is fetched at the start. */
  dress(): void {
    for (const layer of this.style.layers) {
      (layer as { layout?: object }).layout = { ...layer.layout, visibility: this.isDrawn(layer) ? "visible" : "none" };
    }
  }

  apply(map: MapView): void {
    for (const layer of this.style.layers) {
      const wanted = this.isDrawn(layer) ? "visible" : "none";
      if (map.getLayoutProperty(layer.id, "visibility") !== wanted) map.setLayoutProperty(layer.id, "visibility", wanted);
    }
  }
}

function flag(layer: LayerSpecification, name: string): boolean {
  return (layer.metadata as Record<string, unknown> | undefined)?.[name] === true;
}
