/** Keeps the address and the map telling the same view, in both directions. */

import { markSwitches } from "./layers.ts";
import { chooseLook, wear } from "./looks.ts";
import { formatPlace, parsePlace, type Place } from "./permalink.ts";
import type { Scene } from "./scene.ts";
import type { Selection } from "./selection.ts";
import { listThemed, markTheme } from "./themes.ts";
import { switchView } from "./view3d.ts";

/** Writes the present view into the address. */
export function writeAddress({ map, shown, look, archive }: Scene, selection: Selection): void {
  const { lng, lat } = map.getCenter();
  const place: Place = {
    camera: { zoom: map.getZoom(), lat, lon: lng, bearing: map.getBearing(), pitch: map.getPitch() },
    on: shown.listOn(),
    theme: null,
    object: selection.object,
    view: shown.has3d ? shown.view : null,
    look,
    archive,
  };
  history.replaceState(null, "", formatPlace(place));
}

/** Follows an address that was typed or pasted while the map is open. */
export function followAddress(scene: Scene, selection: Selection): void {
  window.addEventListener("hashchange", () => {
    const place = parsePlace(location.hash);
    // Another city is another page.
    if (place.archive !== scene.archive) return location.reload();
    scene.look = place.look;
    void wear(scene, chooseLook(place.look));
    const on = place.on ?? listThemed(scene.twin, place.theme);
    if (on) {
      scene.shown.on.clear();
      for (const id of on) scene.shown.on.add(id);
      markSwitches(scene);
      markTheme(scene);
    }
    switchView(scene, place.view ?? (place.theme ? "2d" : scene.shown.view));
    if (place.camera) {
      const { zoom, lat, lon, bearing, pitch } = place.camera;
      scene.map.jumpTo({ center: [lon, lat], zoom, bearing, pitch });
    }
    if (place.object) void selection.select(place.object);
    else selection.clear();
  });
}
