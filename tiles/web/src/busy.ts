/** A server that is too busy for a tile says so (503), and is asked for it again a little later. */

import type { Map as MapView } from "maplibre-gl";

const BUSY = 503;
const TRIES = 5;
const PAUSE_MS = 2000;

/** What MapLibre tells of an error, where it is a tile's. */
export interface TileError {
  error: { status?: number };
  sourceId?: string;
  tile?: { tileID: { canonical: { z: number; x: number; y: number } } };
}

const tried = new Map<string, number>();

/** Whether the tile will be asked for again; after some tries it will not. */
export function askAgain(map: Pick<MapView, "getSource" | "refreshTiles">, failed: TileError): boolean {
  const { error, sourceId, tile } = failed;
  if (error.status !== BUSY || !sourceId || !tile) return false;
  const { z, x, y } = tile.tileID.canonical;
  const key = `${sourceId}/${z}/${x}/${y}`;
  const nth = (tried.get(key) ?? 0) + 1;
  tried.set(key, nth);
  if (nth > TRIES) return tried.delete(key) && false;
  setTimeout(() => {
    if (map.getSource(sourceId)) map.refreshTiles(sourceId, [{ z, x, y }]);
  }, nth * PAUSE_MS);
  return true;
}
