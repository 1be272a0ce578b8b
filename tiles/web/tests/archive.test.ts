/** An archive's style finds its tiles, fonts and signs wherever the page and the archive lie. */

import assert from "node:assert/strict";
import { test } from "node:test";

import type { StyleSpecification } from "maplibre-gl";

import { settle } from "../src/archive.ts";

const STYLE: StyleSpecification = {
  version: 8,
  glyphs: "fonts/{fontstack}/{range}.pbf",
  sprite: "sprites/light",
  sources: {
    archive: { type: "vector", url: "pmtiles://ARCHIVE" },
    pictures: { type: "raster", tiles: ["https://t.example/{z}/{x}/{y}.png"] },
  },
  layers: [],
};

test("the archive's place and the page's fonts and signs are put into its style", () => {
  const told = settle(STYLE, "https://host.example/city.pmtiles", "https://map.example/city/index.html#map=1/2/3");
  assert.deepEqual(told.sources["archive"], { type: "vector", url: "pmtiles://https://host.example/city.pmtiles" });
  assert.equal(told.sources["pictures"], STYLE.sources["pictures"]);
  assert.equal(told.glyphs, "https://map.example/city/fonts/{fontstack}/{range}.pbf");
  assert.equal(told.sprite, "https://map.example/city/sprites/light");
});
