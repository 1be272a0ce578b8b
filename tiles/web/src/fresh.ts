/** Keeps the open map as new as the twin: when a layer has changed, its tiles are asked for anew. */

import type { VectorTileSource } from "maplibre-gl";

import type { Scene } from "./scene.ts";
import { ask } from "./server.ts";

const PAUSE_MS = 15_000;
const VERSIONS = "/tiles/versions.json";

export type Versions = Record<string, number>;

/** The layers whose version is another than it was. */
export function listChanged(before: Versions, after: Versions): string[] {
  return Object.keys(after).filter((id) => id in before && before[id] !== after[id]);
}

/** Looks now and then while somebody looks at the map; a server that is silent is asked again later. */
export function followVersions(scene: Scene): void {
  let known: Versions | null = null;
  const look = async () => {
    if (document.hidden) return;
    const told = await ask<Versions>(VERSIONS, {}).catch(() => null);
    if (!told) return;
    for (const id of known ? listChanged(known, told) : []) renew(scene, id);
    known = told;
  };
  void look();
  setInterval(() => void look(), PAUSE_MS);
  document.addEventListener("visibilitychange", () => void look());
}

/** The address of the tiles carries the version, and stands in the TileJSON. */
function renew({ map }: Scene, id: string): void {
  const source = map.getSource<VectorTileSource>(id);
  if (source?.type === "vector" && source.url) source.setUrl(source.url);
}
