/** A switch of a layer or of the view reaches exactly the style layers it is meant for. */

import assert from "node:assert/strict";
import { test } from "node:test";

import type { LayerSpecification, StyleSpecification } from "maplibre-gl";

import { Shown } from "../src/shown.ts";
import type { Twin, TwinLayer } from "../src/twin.ts";

const vector = (id: string, minzoom: number, metadata: Record<string, boolean> = {}) =>
  ({ id, type: "line", source: "s", "source-layer": "s", minzoom, metadata }) as LayerSpecification;

const layer = (id: string, visible: boolean, style_layers: string[], clickable = true): TwinLayer => ({
  id,
  title: id,
  about: "",
  visible,
  style_layers,
  legend: [],
  href: `/collections/${id}`,
  fields: [],
  clickable,
});

const STYLE: StyleSpecification = {
  version: 8,
  sources: {},
  layers: [
    { id: "ground", type: "background" },
    vector("houses-flat", 12, { "twin:flat": true }),
    vector("houses-solid", 14, { "twin:3d": true }),
    vector("streets-line", 9),
    vector("numbers-label", 16),
  ],
};

const TWIN: Twin = {
  title: "",
  empty: false,
  bounds: null,
  attribution: "",
  looks: [],
  look: "light",
  themes: [],
  groups: [
    {
      id: "g",
      title: "",
      layers: [
        layer("houses", true, ["houses-flat", "houses-solid"]),
        layer("streets", true, ["streets-line"], false),
      ],
    },
    { id: "h", title: "", layers: [layer("numbers", false, ["numbers-label"])] },
  ],
};

const drawn = (shown: Shown) =>
  shown
    .dress(STYLE)
    .layers.filter((one) => one.layout?.visibility === "visible")
    .map((one) => one.id);

test("the server decides what is on until the address does", () => {
  assert.deepEqual(new Shown(STYLE, TWIN, null, null).listOn(), ["houses", "streets"]);
  assert.deepEqual(new Shown(STYLE, TWIN, ["numbers", "gone"], null).listOn(), ["numbers"]);
});

test("the flat view draws no solids", () => {
  assert.deepEqual(drawn(new Shown(STYLE, TWIN, null, "2d")), ["ground", "houses-flat", "streets-line"]);
});

test("the standing city keeps its flat counterpart up to where the solids rise", () => {
  const dressed = new Shown(STYLE, TWIN, null, "3d").dress(STYLE).layers;
  assert.equal(dressed.find((one) => one.id === "houses-flat")?.maxzoom, 14);
  assert.equal(dressed.find((one) => one.id === "houses-solid")?.layout?.visibility, "visible");
});

test("a layer switched off takes all its drawings with it", () => {
  assert.deepEqual(drawn(new Shown(STYLE, TWIN, ["streets"], "3d")), ["ground", "streets-line"]);
});

test("only drawn layers that allow it can be clicked", () => {
  assert.deepEqual(new Shown(STYLE, TWIN, ["houses", "streets"], "2d").listClickable(), ["houses-flat"]);
});

test("a city without solids has no standing view", () => {
  const flat = { ...STYLE, layers: STYLE.layers.filter((one) => one.id !== "houses-solid") };
  const shown = new Shown(flat, TWIN, null, "3d");
  assert.equal(shown.has3d, false);
  assert.equal(shown.view, "2d");
});
