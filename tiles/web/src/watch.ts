/** Watches the map at work: the progress bar, what is drawn, and tiles that do not come. */

import type { VectorTileSource } from "maplibre-gl";

import { make } from "./element.ts";
import { find } from "./page.ts";
import type { Scene } from "./scene.ts";
import { Problem } from "./server.ts";
import { readState, showEmpty, showPartial, showReady } from "./states.ts";
import { goHome } from "./toolbar.ts";

export function watchMap(scene: Scene): void {
  const { map } = scene;
  const progress = find("progress");
  map.on("dataloading", () => {
    progress.hidden = false;
  });
  map.on("idle", () => {
    progress.hidden = true;
    if (scene.twin.empty) showEmpty(scene.words);
    else {
      if (readState() === "loading") showReady();
      countDrawn(scene);
    }
  });
  map.on("error", ({ error }) => {
    console.warn(error);
    showPartial(judge(error), scene.words, () => fetchAgain(scene));
  });
}

/** MapLibre's refusals carry a status; a fetch without any answer is a TypeError. */
function judge(error: { message: string; status?: number }): Problem {
  if (error.status !== undefined) return new Problem(error.status);
  return error instanceof TypeError ? new Problem(0) : new Problem(-1, "", error.message);
}

/** Tells how many features are drawn; where there are none, shows the way back to the city. */
function countDrawn(scene: Scene): void {
  const layers = scene.shown.listClickable();
  const drawn = layers.length ? scene.map.queryRenderedFeatures({ layers }).length : 0;
  document.body.dataset["drawn"] = String(drawn);
  const hint = find("hint");
  hint.hidden = drawn > 0 || !scene.twin.bounds;
  if (hint.hidden) return;
  const back = make("button", { type: "button", onclick: () => goHome(scene) }, scene.words.backToCity);
  hint.replaceChildren(make("span", {}, scene.words.nothingHere), back);
}

/** Asks again for the tiles of each vector source, or for its description where that never came. */
function fetchAgain({ map, style }: Scene): void {
  for (const [id, { type }] of Object.entries(style.sources)) {
    const source = map.getSource<VectorTileSource>(id);
    if (type !== "vector" || !source) continue;
    if (source.tiles) map.refreshTiles(id);
    else void source.load();
  }
}
