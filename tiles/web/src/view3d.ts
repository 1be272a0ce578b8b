/** The switch between the flat plan and the standing city. */

import { find } from "./page.ts";
import type { Scene } from "./scene.ts";
import type { View } from "./twin.ts";

/** The tilt at which façades are read and the street plan still is. */
export const STANDING_PITCH = 50;

/** Wires the switch; `changed` is called after the view has been switched. */
export function drawViewSwitch(scene: Scene, changed: () => void): void {
  const button = find<HTMLButtonElement>("view");
  button.hidden = !scene.shown.has3d;
  markView(scene);
  button.addEventListener("click", () => {
    switchView(scene, scene.shown.view === "3d" ? "2d" : "3d");
    scene.map.easeTo(scene.shown.view === "3d" ? { pitch: STANDING_PITCH } : { pitch: 0, bearing: 0 });
    changed();
  });
}

/** Shows the plan from above, north up. */
export function layFlat(scene: Scene): void {
  switchView(scene, "2d");
  scene.map.easeTo({ pitch: 0, bearing: 0 });
}

export function switchView(scene: Scene, view: View): void {
  scene.shown.view = scene.shown.has3d ? view : "2d";
  scene.shown.apply(scene.map);
  markView(scene);
}

function markView(scene: Scene): void {
  const { words, shown } = scene;
  const button = find<HTMLButtonElement>("view");
  const label = shown.view === "3d" ? words.switchTo2d : words.switchTo3d;
  button.textContent = shown.view === "3d" ? "2D" : "3D";
  button.title = label;
  button.setAttribute("aria-label", label);
  document.body.dataset["view"] = shown.view;
}
