/** Bars are of what has a figure; what has none is told in words with its reason, and is not nought. */

import assert from "node:assert/strict";
import { test } from "node:test";

import type { Column, Place } from "../src/columns.ts";
import { listParts, rankZones } from "../src/ranking.ts";

const WORDS = { greatest: "Drawn are the greatest", zones_without: "Without a figure" };

function column(key: string, part: string | null = null): Column {
  return { key, title: "Homes", part, unit: "", share: false, classes: [], classed: null };
}

function place(name: string, properties: Record<string, string | number | null>): Place {
  return { type: "Feature", geometry: null, properties: { place: "zone", name, ...properties } };
}

test("zones stand greatest first and those without a figure are counted by their reason", () => {
  const zones = [
    place("a", { homes: 0 }),
    place("b", { homes: 7 }),
    place("c", { homes: null, "homes.reason": "Hidden" }),
    place("d", { homes: null, "homes.reason": "Hidden" }),
    place("e", { homes: null, "homes.reason": "Nothing is known of it" }),
  ];
  const { bars, rest } = rankZones(column("homes"), zones, "en", WORDS);
  assert.deepEqual(
    bars.map(({ name, value }) => [name, value]),
    [
      ["b", 7],
      ["a", 0],
    ],
  );
  assert.equal(rest, "Without a figure: Hidden (2), Nothing is known of it (1)");
});

test("of very many zones the greatest are drawn, and it is said how many there are", () => {
  const zones = Array.from({ length: 200 }, (_, at) => place(String(at), { homes: at }));
  const { bars, rest } = rankZones(column("homes"), zones, "en", WORDS);
  assert.deepEqual([bars.length, bars[0]?.value], [30, 199]);
  assert.equal(rest, "Drawn are the greatest 30 / 200");
});

test("parts stand in their own order", () => {
  const columns = [column("homes.old", "old"), column("homes.new", "new"), column("homes.odd", "odd")];
  const city = place("city", { "homes.old": 3, "homes.new": 9, "homes.odd": null, "homes.odd.reason": "Hidden" });
  const { bars, rest } = listParts(columns, city, "en");
  assert.deepEqual(
    bars.map(({ name, text }) => [name, text]),
    [
      ["old", "3"],
      ["new", "9"],
    ],
  );
  assert.equal(rest, "odd: Hidden");
});
