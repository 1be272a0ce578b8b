/** Bundles the map and the pages of results for the browser into TWIN_WEB_OUT (default ./dist). */

import { build } from "esbuild";

await build({
  entryPoints: [
    { in: "src/map.ts", out: "map" },
    { in: "styles/map.css", out: "map" },
    { in: "src/outcome.ts", out: "outcome" },
    { in: "styles/outcome.css", out: "outcome" },
    // MapLibre starts its worker from a file of its own, so that a policy without blob: suffices.
    { in: "maplibre-gl/dist/maplibre-gl-worker.mjs", out: "map-worker" },
  ],
  outdir: process.env.TWIN_WEB_OUT || "dist",
  bundle: true,
  format: "esm",
  // MapLibre is one file for both.
  splitting: true,
  target: "es2022",
  minify: true,
  sourcemap: "external",
  logLevel: "info",
});
