/** The layer list: groups, a switch and a legend for each layer, as the server tells them. */

import { make } from "./element.ts";
import { drawLegend, drawSwatch } from "./legend.ts";
import { find } from "./page.ts";
import type { Scene } from "./scene.ts";
import type { Group, TwinLayer } from "./twin.ts";

/** Draws the list, the legends of what is on `open` or not; `changed` is called after a layer was switched. */
export function drawLayers(scene: Scene, open: boolean, changed: () => void): void {
  const list = find("layers");
  list.replaceChildren(
    ...scene.twin.groups
      .filter((group) => group.layers.length)
      .map((group) => drawGroup(scene, group, open, changed)),
  );
  const mark = () => markRange(scene);
  scene.map.on("zoomend", mark);
  scene.map.on("sourcedata", (event) => {
    if (event.sourceDataType === "metadata") mark();
  });
}

/** Switches a layer on where something on it is to be seen. */
export function switchOn(layer: string): void {
  const box = document.querySelector<HTMLInputElement>(`#layers input[value="${CSS.escape(layer)}"]`);
  if (box && !box.checked) box.click();
}

/** Makes the boxes agree with what is shown, after an address has changed it. */
export function markSwitches(scene: Scene): void {
  for (const box of document.querySelectorAll<HTMLInputElement>("#layers input"))
    box.checked = scene.shown.on.has(box.value);
}

function drawGroup(scene: Scene, group: Group, open: boolean, changed: () => void): HTMLElement {
  return make(
    "fieldset",
    { class: "group" },
    make("legend", {}, group.title),
    ...group.layers.map((layer) => drawLayer(scene, layer, open, changed)),
  );
}

function drawLayer(scene: Scene, layer: TwinLayer, open: boolean, changed: () => void): HTMLElement {
  const on = scene.shown.on.has(layer.id);
  const box = make("input", { type: "checkbox", value: layer.id, checked: on });
  box.addEventListener("change", () => {
    if (box.checked) scene.shown.on.add(layer.id);
    else scene.shown.on.delete(layer.id);
    scene.shown.apply(scene.map);
    changed();
  });
  const single = layer.legend.length === 1;
  const row = make(
    "div",
    { class: "layer-row" },
    make("label", {}, box, single && drawSwatch(scene, layer, 0), make("span", { class: "layer-title" }, layer.title)),
    make("span", { class: "layer-range" }),
  );
  const more = drawMore(scene, layer);
  if (more) row.append(drawToggle(layer, more, open && on && layer.legend.length > 1));
  return make("div", { class: "layer", "data-layer": layer.id }, row, more);
}

function drawMore(scene: Scene, layer: TwinLayer): HTMLElement | null {
  if (layer.legend.length < 2 && !layer.about) return null;
  return make(
    "div",
    { class: "layer-more", id: `more-${layer.id}` },
    layer.legend.length > 1 && drawLegend(scene, layer),
    layer.about &&
      make("p", { class: "about" }, layer.about, " ", drawData(scene, layer)),
  );
}

/** The way to the layer's data, where it is served beside the map. */
export function drawData(scene: Scene, layer: TwinLayer): HTMLElement | null {
  return layer.href ? make("a", { href: layer.href }, scene.words.data) : null;
}

function drawToggle(layer: TwinLayer, more: HTMLElement, open: boolean): HTMLElement {
  const toggle = make("button", {
    type: "button",
    class: "chevron",
    "aria-controls": more.id,
    "aria-label": layer.title,
  });
  const turn = (wanted: boolean) => {
    more.hidden = !wanted;
    toggle.setAttribute("aria-expanded", String(wanted));
  };
  toggle.addEventListener("click", () => turn(Boolean(more.hidden)));
  turn(open);
  return toggle;
}

/** Says of each layer whether this zoom shows it: a layer that is on yet absent would puzzle. */
function markRange(scene: Scene): void {
  const zoom = scene.map.getZoom();
  for (const layer of scene.twin.groups.flatMap((group) => group.layers)) {
    const drawn = scene.shown.listDrawn(layer.id);
    const nearest = Math.min(
      ...drawn.map((drawing) => Math.max(drawing.minzoom ?? 0, findSourceMinimum(scene, drawing))),
    );
    const element = document.querySelector(`#layers [data-layer="${CSS.escape(layer.id)}"]`);
    const far = drawn.length > 0 && zoom < nearest;
    element?.classList.toggle("far", far);
    element?.querySelector(".layer-range")?.replaceChildren(far ? scene.words.zoomInToSee : "");
  }
}

function findSourceMinimum(scene: Scene, drawing: object): number {
  const id = (drawing as { source?: string }).source;
  return (id && scene.map.getSource(id)?.minzoom) || 0;
}
