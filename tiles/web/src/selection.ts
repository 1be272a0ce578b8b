/** Picks objects on the map, asks the server about the one picked, and shows what it says. */

import type { LngLat, MapGeoJSONFeature, Point } from "maplibre-gl";

import { Inspector, type Neighbour } from "./inspect.ts";
import { type Item, nameItem } from "./item.ts";
import { drawOutline, markSelected } from "./outline.ts";
import type { Scene } from "./scene.ts";
import { ask, isAbort, toProblem } from "./server.ts";
import { countMerged, listLayers, locateItem, type Reference, type TwinLayer } from "./twin.ts";

/** Thin lines and small points are hit within this many pixels. */
const REACH = 5;
/** Zooms nearer, where several objects are drawn as one. */
const NEARER = 2;

export class Selection {
  object: Reference | null = null;
  private readonly scene: Scene;
  private readonly changed: () => void;
  private readonly inspector: Inspector;
  private readonly layers: Map<string, TwinLayer>;
  private asking = new AbortController();
  private here: Neighbour[] = [];

  constructor(scene: Scene, changed: () => void) {
    this.scene = scene;
    this.changed = changed;
    this.layers = new Map(listLayers(scene.twin).map((layer) => [layer.id, layer]));
    this.inspector = new Inspector(scene.words, () => this.clear());
    this.listen();
  }

  /** Shows an object; `here` are all objects under the click that led to it. */
  async select(object: Reference, here: Neighbour[] = []): Promise<void> {
    const layer = this.layers.get(object.layer);
    this.forget();
    if (!layer) return this.clear();
    this.object = object;
    this.here = here;
    this.changed();
    markSelected(this.scene.map, this.scene.style, layer, object, true);
    this.inspector.showLoading(layer, object.id);
    await this.load(layer, object);
  }

  clear(): void {
    this.forget();
    this.inspector.hide();
    this.changed();
  }

  private async load(layer: TwinLayer, object: Reference): Promise<void> {
    this.asking = new AbortController();
    try {
      const item = await this.read(layer, object);
      if (!item) return this.clear();
      drawOutline(this.scene.map, item.geometry);
      const others = this.here.filter((other) => other.layer !== object.layer || other.id !== object.id);
      this.inspector.showItem(layer, object.id, item, others, (other) => void this.select(other, this.here));
    } catch (error) {
      if (isAbort(error)) return;
      this.inspector.showProblem(
        layer,
        object.id,
        toProblem(error),
        () => void this.select(object, this.here),
      );
    }
  }

  /** What the server tells of an object, or its tile where there is no server. */
  private async read(layer: TwinLayer, object: Reference): Promise<Item | undefined> {
    const address = locateItem(layer, object.id);
    const { map, page, style } = this.scene;
    if (address) return ask<Item>(address, { lang: page.language }, this.asking.signal);
    if (!map.loaded()) await map.once("idle");
    const drawing = style.layers.find(({ id }) => layer.style_layers.includes(id));
    if (!drawing || !("source" in drawing) || typeof drawing.source !== "string") return undefined;
    const sourceLayer = drawing["source-layer"];
    const filter = ["==", ["id"], object.id] as ["==", ["id"], number];
    const [found] = map.querySourceFeatures(drawing.source, { ...(sourceLayer ? { sourceLayer } : {}), filter });
    return found && { type: "Feature", geometry: found.geometry, properties: found.properties };
  }

  /** Tells how many objects a place is drawn for, which are told one by one from nearer. */
  private tellMerged(layer: TwinLayer, count: number, place: LngLat): void {
    const { map } = this.scene;
    this.forget();
    this.changed();
    this.inspector.showMerged(layer, count, () => {
      this.clear();
      map.easeTo({ center: place, zoom: map.getZoom() + NEARER });
    });
  }

  private forget(): void {
    this.asking.abort();
    const layer = this.object && this.layers.get(this.object.layer);
    if (this.object && layer) markSelected(this.scene.map, this.scene.style, layer, this.object, false);
    drawOutline(this.scene.map, null);
    this.object = null;
  }

  private listen(): void {
    const { map } = this.scene;
    map.on("click", ({ point }) => this.pick(point));
    map.getCanvas().addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.pick(map.project(map.getCenter()));
      if (event.key === "Escape" && this.object) this.clear();
    });
    let frame = 0;
    map.on("mousemove", ({ point }) => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        if (!map.isMoving()) map.getCanvas().style.cursor = this.findFeatures(point).length ? "pointer" : "";
      });
    });
  }

  private pick(point: Point): void {
    const here = this.listAt(point);
    const [top] = here;
    const layer = this.layers.get(top?.layer ?? "");
    if (!top || !layer) this.clear();
    else if (top.merged) this.tellMerged(layer, top.merged, this.scene.map.unproject(point));
    else void this.select(top, here.filter((other) => !other.merged));
  }

  private findFeatures(point: Point): MapGeoJSONFeature[] {
    const layers = this.scene.shown.listClickable();
    const exact = this.scene.map.queryRenderedFeatures(point, { layers });
    if (exact.length) return exact;
    return this.scene.map.queryRenderedFeatures(
      [
        [point.x - REACH, point.y - REACH],
        [point.x + REACH, point.y + REACH],
      ],
      { layers },
    );
  }

  /** The objects at a point, topmost first, each once however many style layers draw it. */
  private listAt(point: Point): Neighbour[] {
    const found = new Map<string, Neighbour>();
    for (const feature of this.findFeatures(point)) {
      const layer = this.layers.get(this.scene.shown.findOwner(feature.layer.id) ?? "");
      const id = Number(feature.id);
      if (!layer || !Number.isSafeInteger(id) || found.has(`${layer.id}/${id}`)) continue;
      found.set(`${layer.id}/${id}`, {
        layer: layer.id,
        id,
        layerTitle: layer.title,
        title: nameItem(layer, id, feature.properties),
        merged: countMerged(id, feature.properties),
      });
    }
    return [...found.values()];
  }
}
