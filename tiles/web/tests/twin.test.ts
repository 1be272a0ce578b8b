/** A feature that stands for several objects is not taken for one of them. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { countMerged, locateItem, type TwinLayer } from "../src/twin.ts";

test("only a high id with a count is of several objects", () => {
  assert.equal(countMerged(2 ** 52 + 7, { count: 41 }), 41);
  assert.equal(countMerged(7, { count: 41 }), null);
  assert.equal(countMerged(2 ** 52 + 7, {}), null);
});

test("an object has an address only where its layer has one", () => {
  const layer = { href: "/collections/roads" } as TwinLayer;
  assert.equal(locateItem(layer, 5), "/collections/roads/items/5");
  assert.equal(locateItem({ ...layer, href: null }, 5), null);
});
