/** Zoom, compass, the way back to the whole city, the scale bar and the position under the pointer. */

import { AttributionControl, ScaleControl } from "maplibre-gl";

import { writePosition } from "./figures.ts";
import { find } from "./page.ts";
import type { Scene } from "./scene.ts";

/** A flight that would take longer than this is a jump: nobody wants to watch the globe go by. */
export const SHORT_FLIGHT = { maxDuration: 3000 };

export function drawToolbar(scene: Scene): void {
  const { map, twin } = scene;
  find("zoom-in").addEventListener("click", () => map.zoomIn());
  find("zoom-out").addEventListener("click", () => map.zoomOut());
  find("north").addEventListener("click", () => map.easeTo({ bearing: 0 }));
  find("home").addEventListener("click", () => goHome(scene));
  find("home").hidden = !twin.bounds;
  find("toolbar").hidden = false;
  map.addControl(new ScaleControl({ unit: "metric", maxWidth: 120 }), "bottom-left");
  map.addControl(
    new AttributionControl({
      compact: false,
      ...(twin.attribution ? { customAttribution: twin.attribution } : {}),
    }),
    "bottom-right",
  );
  drawCompass(scene);
  drawReadout(scene);
}

/** Shows the whole city, as seen from where the reader stands now. */
export function goHome({ map, twin }: Scene): void {
  if (twin.bounds)
    map.fitBounds(twin.bounds, {
      padding: 24,
      pitch: map.getPitch(),
      bearing: map.getBearing(),
      ...SHORT_FLIGHT,
    });
}

function drawCompass({ map }: Scene): void {
  const needle = find("north").querySelector("svg");
  const turn = () => {
    if (needle)
      needle.style.transform = `rotateX(${map.getPitch() * 0.8}deg) rotate(${-map.getBearing()}deg)`;
  };
  map.on("rotate", turn);
  map.on("pitch", turn);
  turn();
}

function drawReadout({ map }: Scene): void {
  const readout = find("readout");
  map.on("mousemove", ({ lngLat }) => {
    readout.textContent = writePosition(lngLat.lng, lngLat.lat);
    readout.hidden = false;
  });
  map.on("mouseout", () => {
    readout.hidden = true;
  });
}
