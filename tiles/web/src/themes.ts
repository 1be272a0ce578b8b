/** The themes: each switches on the layers that answer its question, and tells how they are to be read. */

import { make } from "./element.ts";
import { drawData, markSwitches } from "./layers.ts";
import { drawLegend } from "./legend.ts";
import { find } from "./page.ts";
import type { Scene } from "./scene.ts";
import { listLayers, type Theme, type Twin, type TwinLayer } from "./twin.ts";
import { layFlat } from "./view3d.ts";

/** Offers the themes; `changed` is called after one was chosen or left. */
export function drawThemes(scene: Scene, changed: () => void): void {
  const { themes } = scene.twin;
  const usual = [...scene.shown.usual];
  const chips = themes.map((theme) => {
    const chip = make("button", { type: "button", class: "theme", "data-theme": theme.id }, theme.title);
    chip.addEventListener("click", () => {
      const left = findTheme(scene)?.id === theme.id;
      choose(scene, left ? usual : theme.on);
      if (!left) layFlat(scene);
      changed();
    });
    return chip;
  });
  const place = find("themes");
  place.hidden = !themes.length;
  place.replaceChildren(
    make("h2", {}, scene.words.themes),
    make("div", { class: "theme-chips" }, ...chips),
    make("div", { class: "theme-key", id: "theme-key" }),
  );
  markTheme(scene);
}

/** The layers a theme of that name switches on; null where there is none. */
export function listThemed(twin: Twin, name: string | null): string[] | null {
  return twin.themes.find((theme) => theme.id === name)?.on ?? null;
}

/** Says which theme the layers that are on make up, and how it is read. */
export function markTheme(scene: Scene): void {
  const theme = findTheme(scene);
  for (const chip of document.querySelectorAll<HTMLElement>("#themes [data-theme]"))
    chip.setAttribute("aria-pressed", String(chip.dataset["theme"] === theme?.id));
  const layers = listLayers(scene.twin).filter((layer) => theme?.layers.includes(layer.id));
  find("theme-key").replaceChildren(...layers.map((layer) => drawKey(scene, layer)));
}

/** The theme whose layers are on, and no other. */
export function findTheme({ twin, shown }: Scene): Theme | undefined {
  return twin.themes.find(({ on }) => on.length === shown.on.size && on.every((id) => shown.on.has(id)));
}

function choose(scene: Scene, on: readonly string[]): void {
  scene.shown.on.clear();
  for (const id of on) scene.shown.on.add(id);
  scene.shown.apply(scene.map);
  markSwitches(scene);
}

function drawKey(scene: Scene, layer: TwinLayer): HTMLElement {
  return make(
    "section",
    {},
    make("h3", {}, layer.title),
    drawLegend(scene, layer),
    make("p", { class: "about" }, layer.about, " ", drawData(scene, layer)),
  );
}
