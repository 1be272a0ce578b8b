/** How the map and its page look: as the reader's system asks, until the reader chooses. */

import type { StyleSpecification } from "maplibre-gl";

import { make } from "./element.ts";
import { recolour } from "./legend.ts";
import { keepOutline } from "./outline.ts";
import { find, type Page } from "./page.ts";
import type { Scene } from "./scene.ts";
import { ask, toProblem } from "./server.ts";
import { loadSigns } from "./signs.ts";
import { showPartial } from "./states.ts";
import { readTwin } from "./twin.ts";

const NIGHT = matchMedia("(prefers-color-scheme: dark)");

/** The look the address asks for, else the system's. */
export function chooseLook(asked: string | null): string {
  return asked ?? (NIGHT.matches ? "dark" : "light");
}

export function askStyle(page: Page, look: string): Promise<StyleSpecification> {
  return ask<StyleSpecification>(page.style, { lang: page.language, theme: look });
}

/** The page's own colours follow. */
export function markLook(look: string): void {
  document.documentElement.dataset["look"] = look;
  for (const button of document.querySelectorAll<HTMLElement>("#looks button"))
    button.setAttribute("aria-pressed", String(button.dataset["look"] === look));
}

/** Offers the looks; `changed` is called after one was chosen. */
export function drawLooks(scene: Scene, changed: () => void): void {
  const place = find("looks");
  place.hidden = scene.twin.looks.length < 2;
  place.replaceChildren(
    ...scene.twin.looks.map(({ id, title }) => {
      const button = make("button", { type: "button", "data-look": id }, title);
      button.addEventListener("click", () => {
        scene.look = id;
        changed();
        void wear(scene, id);
      });
      return button;
    }),
  );
  markLook(scene.twin.look);
  NIGHT.addEventListener("change", () => {
    if (scene.look === null) void wear(scene, chooseLook(null));
  });
}

/** Draws the same map in another look: no tile is asked for again. */
export async function wear(scene: Scene, look: string): Promise<void> {
  if (scene.twin.looks.length < 2 || scene.twin.look === look) return;
  try {
    const style = await askStyle(scene.page, look);
    scene.style = style;
    scene.twin = readTwin(style);
    scene.signs = await loadSigns(style);
    scene.map.setStyle(scene.shown.redress(style), { transformStyle: keepOutline });
    recolour(scene);
    markLook(look);
  } catch (error) {
    showPartial(toProblem(error), scene.words, () => void wear(scene, look));
  }
}
