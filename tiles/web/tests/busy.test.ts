/** A busy server is asked again, later each time and not for ever; another refusal is told at once. */

import assert from "node:assert/strict";
import { mock, test } from "node:test";

import type { Map as MapView } from "maplibre-gl";

import { askAgain, type TileError } from "../src/busy.ts";

const fail = (status: number): TileError => ({
  error: { status },
  sourceId: "roads",
  tile: { tileID: { canonical: { z: 14, x: 1, y: 2 } } },
});

test("a tile of a busy server is asked for again, five times", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const asked: unknown[] = [];
  const map = {
    getSource: () => ({}),
    refreshTiles: (...told: unknown[]) => asked.push(told),
  } as unknown as MapView;
  for (let nth = 1; nth <= 5; nth += 1) {
    assert.equal(askAgain(map, fail(503)), true);
    mock.timers.tick(nth * 2000);
    assert.deepEqual(asked.at(-1), ["roads", [{ z: 14, x: 1, y: 2 }]]);
  }
  assert.equal(asked.length, 5);
  assert.equal(askAgain(map, fail(503)), false);
  mock.timers.reset();
});

test("what is no tile, or no sign of being busy, is not asked for again", () => {
  const map = {} as MapView;
  assert.equal(askAgain(map, fail(500)), false);
  assert.equal(askAgain(map, { error: { status: 503 } }), false);
});
