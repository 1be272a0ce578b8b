/** Opens a city from a PMTiles archive on any host that answers range requests; no twin need be there. */

import { addProtocol, type StyleSpecification } from "maplibre-gl";
import { PMTiles, Protocol } from "pmtiles";

import { Problem } from "./server.ts";

/** What an archive's style calls the archive itself. */
const ITSELF = "pmtiles://ARCHIVE";

/** The style the archive carries, told where the archive lies. */
export async function openArchive(address: string, page: string): Promise<StyleSpecification> {
  const archive = new PMTiles(new URL(address, page).href);
  const protocol = new Protocol({ metadata: true });
  protocol.add(archive);
  addProtocol("pmtiles", protocol.tile);
  const told = (await archive.getMetadata().catch((error: unknown) => {
    throw new Problem(-1, address, String(error));
  })) as { twin?: { style?: StyleSpecification } } | undefined;
  if (!told?.twin?.style) throw new Problem(-1, address, "metadata.twin.style");
  return settle(told.twin.style, archive.source.getKey(), page);
}

/** Puts the archive's address into the style; fonts and signs are those that lie beside the page. */
export function settle(style: StyleSpecification, address: string, page: string): StyleSpecification {
  const sources = Object.entries(style.sources).map(([id, source]) =>
    "url" in source && source.url === ITSELF ? [id, { ...source, url: `pmtiles://${address}` }] : [id, source],
  );
  // MapLibre takes no relative address of a sprite, and its braces must not be escaped.
  const place = (path: string) => new URL("./", page).href + path;
  return {
    ...style,
    sources: Object.fromEntries(sources) as StyleSpecification["sources"],
    ...(style.glyphs ? { glyphs: place(style.glyphs) } : {}),
    ...(typeof style.sprite === "string" ? { sprite: place(style.sprite) } : {}),
  };
}
