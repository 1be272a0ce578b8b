/** The ground of a result's map is the base of the style, and nothing of other groups. */

import assert from "node:assert/strict";
import { test } from "node:test";

import type { StyleSpecification } from "maplibre-gl";

import { findGround } from "../src/ground.ts";

function layer(id: string, visible: boolean) {
  return { id, title: id, about: "", visible, style_layers: [`${id}-line`], legend: [], href: "", fields: [] };
}

const STYLE = {
  version: 8,
  sources: { roads: { type: "vector" }, water: { type: "vector" }, pipes: { type: "vector" } },
  layers: ["roads", "water", "pipes"].map((id) => ({ id: `${id}-line`, type: "line", source: id })),
  metadata: {
    twin: {
      attribution: "© somebody",
      groups: [
        { id: "base", title: "", layers: [layer("roads", true), layer("water", false)] },
        { id: "underground", title: "", layers: [layer("pipes", true)] },
      ],
    },
  },
} as unknown as StyleSpecification;

test("only what the base shows at first lies under the zones", () => {
  const ground = findGround(STYLE);
  assert.deepEqual(Object.keys(ground.sources), ["roads"]);
  assert.deepEqual(ground.layers.map(({ id }) => id), ["roads-line"]);
  assert.equal(ground.attribution, "© somebody");
});

test("a style without a base has no ground and credits nobody", () => {
  const bare = { ...STYLE, metadata: { twin: { attribution: "x", groups: [] } } } as unknown as StyleSpecification;
  assert.deepEqual(findGround(bare), { sources: {}, layers: [], attribution: "" });
});
