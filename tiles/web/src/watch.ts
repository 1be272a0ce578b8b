/** Watches the map at work: the progress bar, what is drawn, and tiles that do not come. */

import { askAgain, type TileError } from "./busy.ts";
import { make } from "./element.ts";
import { find } from "./page.ts";
import type { Scene } from "./scene.ts";
import { ask, Problem, toProblem } from "./server.ts";
import { readState, showEmpty, showPartial, showReady } from "./states.ts";
import { goHome } from "./toolbar.ts";

/** Half the width of the middle of the view, in pixels. */
const REACH = 120;

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
      tellDrawn(scene);
    }
  });
  map.on("error", (failed) => {
    const { error } = failed;
    if (askAgain(map, failed as TileError)) return;
    console.warn(error);
    showPartial(judge(error), scene.words, () => void openAgain(scene));
  });
}

/** MapLibre's refusals carry a status; a fetch without any answer is a TypeError. */
function judge(error: { message: string; status?: number }): Problem {
  if (error.status !== undefined) return new Problem(error.status);
  return error instanceof TypeError ? new Problem(0) : new Problem(-1, "", error.message);
}

/** Tells how many features are drawn; where there are none, shows the way back to the city. */
function tellDrawn(scene: Scene): void {
  const drawn = countDrawn(scene);
  document.body.dataset["drawn"] = String(drawn);
  const hint = find("hint");
  hint.hidden = drawn > 0 || !scene.twin.bounds;
  if (hint.hidden) return;
  const back = make("button", { type: "button", onclick: () => goHome(scene) }, scene.words.backToCity);
  hint.replaceChildren(make("span", {}, scene.words.nothingHere), back);
}

/** Counts in the middle of the view, and in all of it only where the middle is bare: a whole city takes 0.4 s. */
function countDrawn({ map, shown }: Scene): number {
  const layers = shown.listClickable();
  if (!layers.length) return 0;
  const { clientWidth: width, clientHeight: height } = map.getContainer();
  const middle: [[number, number], [number, number]] = [
    [width / 2 - REACH, height / 2 - REACH],
    [width / 2 + REACH, height / 2 + REACH],
  ];
  return map.queryRenderedFeatures(middle, { layers }).length || map.queryRenderedFeatures({ layers }).length;
}

/** Once the server answers, opens the page anew: the address restores this view, and no tile that failed is kept. */
async function openAgain(scene: Scene): Promise<void> {
  try {
    if (scene.page.style) await ask(scene.page.style, { lang: scene.page.language });
    location.reload();
  } catch (error) {
    showPartial(toProblem(error), scene.words, () => void openAgain(scene));
  }
}
