/** The signs of the map's own sheet, for the page around the map. */

import type { StyleSpecification } from "maplibre-gl";

interface Spot {
  x: number;
  y: number;
  width: number;
  height: number;
  pixelRatio: number;
}

/** A sheet and where on it each sign is. */
export interface Signs {
  sheet: string;
  spots: Record<string, Spot>;
}

const NONE: Signs = { sheet: "", spots: {} };

/** Without its signs a legend still tells the colours. */
export async function loadSigns(style: StyleSpecification): Promise<Signs> {
  if (typeof style.sprite !== "string") return NONE;
  const sheet = `${style.sprite}${devicePixelRatio > 1 ? "@2x" : ""}`;
  const answer = await fetch(`${sheet}.json`).catch(() => null);
  return answer?.ok ? { sheet: `${sheet}.png`, spots: (await answer.json()) as Signs["spots"] } : NONE;
}

/** Lays a sign on an element as its background. */
export function laySign(element: HTMLElement, { sheet, spots }: Signs, name: string): void {
  const spot = spots[name];
  if (!spot) return;
  const { pixelRatio: dots } = spot;
  element.style.width = `${spot.width / dots}px`;
  element.style.height = `${spot.height / dots}px`;
  element.style.backgroundImage = `url("${sheet}")`;
  element.style.backgroundPosition = `${-spot.x / dots}px ${-spot.y / dots}px`;
  if (dots > 1) void sizeSheet(element, sheet, dots);
}

async function sizeSheet(element: HTMLElement, sheet: string, dots: number): Promise<void> {
  const picture = new Image();
  picture.src = sheet;
  await picture.decode();
  element.style.backgroundSize = `${picture.naturalWidth / dots}px auto`;
}
