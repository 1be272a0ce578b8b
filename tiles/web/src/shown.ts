/** Which layers are on and whether the city stands up: what each style layer's visibility follows from. */

import type { LayerSpecification, Map as MapView, StyleSpecification } from "maplibre-gl";

import { listLayers, type Twin, type View } from "./twin.ts";

/** How a style layer is drawn: at all, and from which zoom up to which. */
export interface Drawing {
  visible: boolean;
  minzoom: number;
  maxzoom: number;
}

const DEEPEST = 24;

export class Shown {
  readonly on: Set<string>;
  /** The layers that are on where nobody chose any. */
  readonly usual: readonly string[];
  view: View;
  readonly has3d: boolean;
  private readonly owners: Map<string, string>;
  private readonly risings: Map<string, number>;
  private readonly clickable: Set<string>;
  private readonly twin: Twin;
  private layers: readonly LayerSpecification[];

  /** `on` and `view` as an address asks for them; null leaves the server's choice. */
  constructor(style: StyleSpecification, twin: Twin, on: readonly string[] | null, view: View | null) {
    const listed = listLayers(twin);
    this.twin = twin;
    this.layers = structuredClone(style.layers);
    this.owners = new Map(listed.flatMap((layer) => layer.style_layers.map((id) => [id, layer.id])));
    this.clickable = new Set(listed.filter((layer) => layer.clickable).map((layer) => layer.id));
    this.usual = listed.filter((layer) => layer.visible).map((layer) => layer.id);
    this.on = new Set(
      listed.filter((layer) => on?.includes(layer.id) ?? layer.visible).map((layer) => layer.id),
    );
    const solids = this.layers.filter((layer) => flag(layer, "twin:3d"));
    this.risings = new Map(solids.map((layer) => [this.owners.get(layer.id) ?? "", layer.minzoom ?? 0]));
    this.has3d = solids.length > 0;
    this.view = this.has3d ? (view ?? "3d") : "2d";
  }

  /** In the standing city a flat counterpart is still drawn from afar, up to where its solids rise. */
  describe(layer: LayerSpecification): Drawing {
    const owner = this.owners.get(layer.id);
    const own = { minzoom: layer.minzoom ?? 0, maxzoom: layer.maxzoom ?? DEEPEST };
    if (owner !== undefined && !this.on.has(owner)) return { ...own, visible: false };
    if (flag(layer, "twin:3d")) return { ...own, visible: this.view === "3d" };
    if (!flag(layer, "twin:flat") || this.view === "2d") return { ...own, visible: true };
    const maxzoom = Math.min(own.maxzoom, this.risings.get(owner ?? "") ?? DEEPEST);
    return { ...own, maxzoom, visible: maxzoom > own.minzoom };
  }

  /** The twin's layers that are on, in the server's order. */
  listOn(): string[] {
    return listLayers(this.twin)
      .map((layer) => layer.id)
      .filter((id) => this.on.has(id));
  }

  /** The style layers that draw one of the twin's layers now. */
  listDrawn(layer: string): LayerSpecification[] {
    return this.layers.filter((drawn) => this.owners.get(drawn.id) === layer && this.describe(drawn).visible);
  }

  /** The drawn style layers of those of the twin's layers that can be clicked. */
  listClickable(): string[] {
    return [...this.clickable].flatMap((layer) => this.listDrawn(layer)).map((layer) => layer.id);
  }

  /** The layer of the twin that a style layer draws. */
  findOwner(styleLayer: string): string | undefined {
    return this.owners.get(styleLayer);
  }

  /** The style with all this written into it, so that nothing hidden is fetched at the start. */
  dress(style: StyleSpecification): StyleSpecification {
    const dressed = this.layers.map((layer) => {
      const { visible, ...range } = this.describe(layer);
      return { ...layer, ...range, layout: { ...layer.layout, visibility: visible ? "visible" : "none" } };
    });
    return { ...style, layers: dressed as LayerSpecification[] };
  }

  /** The same choice in another look of the same layers. */
  redress(style: StyleSpecification): StyleSpecification {
    this.layers = structuredClone(style.layers);
    return this.dress(style);
  }

  apply(map: MapView): void {
    for (const layer of this.layers) {
      const { visible, minzoom, maxzoom } = this.describe(layer);
      map.setLayerZoomRange(layer.id, minzoom, maxzoom);
      map.setLayoutProperty(layer.id, "visibility", visible ? "visible" : "none");
    }
  }
}

function flag(layer: LayerSpecification, name: string): boolean {
  return (layer.metadata as Record<string, unknown> | undefined)?.[name] === true;
}
