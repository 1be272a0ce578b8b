/** Bundles the map and the pages of results, and draws the signs, for the browser into TWIN_WEB_OUT (default ./dist). */

import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";

import { build } from "esbuild";

import { drawSprites } from "./sprites.ts";

const OUT = process.env.TWIN_WEB_OUT || "dist";

await build({
  entryPoints: [
    { in: "src/map.ts", out: "map" },
    { in: "styles/map.css", out: "map" },
    { in: "src/outcome.ts", out: "outcome" },
    { in: "styles/outcome.css", out: "outcome" },
    // MapLibre starts its worker from a file of its own, so that a policy without blob: suffices.
    { in: "maplibre-gl/dist/maplibre-gl-worker.mjs", out: "map-worker" },
  ],
  outdir: OUT,
  bundle: true,
  format: "esm",
  // MapLibre is one file for both.
  splitting: true,
  target: "es2022",
  minify: true,
  sourcemap: "external",
  logLevel: "info",
});
drawSprites(join(OUT, "sprites"));

/** What fonts and signs are licensed by lies beside them. */
const LICENCES = {
  "noto-sans": "@expo-google-fonts/noto-sans/LICENSE_FONT",
  "noto-sans-sc": "@expo-google-fonts/noto-sans-sc/LICENSE_FONT",
  maki: "@mapbox/maki/LICENSE.txt",
};
mkdirSync(join(OUT, "licences"));
for (const [name, file] of Object.entries(LICENCES)) copyFileSync(join("node_modules", file), join(OUT, "licences", `${name}.txt`));
