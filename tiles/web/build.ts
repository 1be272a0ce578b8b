/** Bundles the map for the browser into TWIN_WEB_OUT (default ./dist): script, worker and style sheet. */

import { build } from "esbuild";

await build({
  entryPoints: [
    { in: "src/map.ts", out: "map" },
    { in: "styles/map.css", out: "map" },
    // MapLibre starts its worker from a file of its own, so that a policy without blob: suffices.
    { in: "maplibre-gl/dist/maplibre-gl-worker.mjs", out: "map-worker" },
  ],
  outdir: process.env.TWIN_WEB_OUT || "dist",
  bundle: true,
  format: "esm",
  target: "es2022",
  minify: true,
  sourcemap: "external",
  logLevel: "info",
});
