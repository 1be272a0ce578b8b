/** The whole view in the address: #map=zoom/lat/lon/bearing/pitch&on=layers&theme=id&obj=layer/id&view=3d&look=id&archive=address. */

import type { Reference, View } from "./twin.ts";

export interface Camera {
  zoom: number;
  lat: number;
  lon: number;
  bearing: number;
  pitch: number;
}

/** Null where the address says nothing; `on` lists the layers shown, and may be empty; else `theme` names them. */
export interface Place {
  camera: Camera | null;
  on: string[] | null;
  theme: string | null;
  object: Reference | null;
  view: View | null;
  look: string | null;
  archive: string | null;
}

export function parsePlace(hash: string): Place {
  const asked = new Map<string, string>();
  for (const part of hash.replace(/^#/, "").split("&")) {
    const cut = part.indexOf("=");
    if (cut > 0) asked.set(part.slice(0, cut), part.slice(cut + 1));
  }
  const view = asked.get("view");
  return {
    camera: parseCamera(asked.get("map")),
    on: asked.get("on")?.split(",").filter(Boolean).map(decode) ?? null,
    theme: decode(asked.get("theme") ?? "") || null,
    object: parseObject(asked.get("obj")),
    view: view === "2d" || view === "3d" ? view : null,
    look: decode(asked.get("look") ?? "") || null,
    archive: decode(asked.get("archive") ?? "") || null,
  };
}

export function formatPlace(place: Place): string {
  const parts: string[] = [];
  if (place.camera) parts.push(`map=${formatCamera(place.camera)}`);
  if (place.on) parts.push(`on=${place.on.map(encodeURIComponent).join(",")}`);
  if (place.theme) parts.push(`theme=${encodeURIComponent(place.theme)}`);
  if (place.object) parts.push(`obj=${encodeURIComponent(place.object.layer)}/${place.object.id}`);
  if (place.view) parts.push(`view=${place.view}`);
  if (place.look) parts.push(`look=${encodeURIComponent(place.look)}`);
  if (place.archive) parts.push(`archive=${encodeURIComponent(place.archive)}`);
  return `#${parts.join("&")}`;
}

function parseCamera(text: string | undefined): Camera | null {
  const [zoom, lat, lon, bearing = 0, pitch = 0] = (text ?? "")
    .split("/")
    .map((part) => (part ? Number(part) : NaN));
  if (zoom === undefined || lat === undefined || lon === undefined) return null;
  if (![zoom, lat, lon, bearing, pitch].every(Number.isFinite)) return null;
  if (Math.abs(lat) > 90 || Math.abs(lon) > 360 || zoom < 0 || zoom > 24 || pitch < 0 || pitch > 85)
    return null;
  return { zoom, lat, lon, bearing, pitch };
}

/** Five decimals of a degree are about a metre; the zoom and the angles need fewer. */
function formatCamera({ zoom, lat, lon, bearing, pitch }: Camera): string {
  return [zoom.toFixed(2), lat.toFixed(5), lon.toFixed(5), bearing.toFixed(0), pitch.toFixed(0)]
    .map((part) => String(Number(part)))
    .join("/");
}

function parseObject(text: string | undefined): Reference | null {
  const found = /^([^/]+)\/(\d{1,16})$/.exec(text ?? "");
  return found?.[1] && found[2] ? { layer: decode(found[1]), id: Number(found[2]) } : null;
}

/** A mistyped escape in an address is kept as it stands. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
