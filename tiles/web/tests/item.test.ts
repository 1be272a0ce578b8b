/** An object is called as its reader would find it again. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { nameItem } from "../src/item.ts";
import type { TwinLayer } from "../src/twin.ts";

const PARCELS = { id: "parcels", title: "Land parcels", label: null } as unknown as TwinLayer;

test("an object is called by its name, else by its layer and its code, else by its number", () => {
  assert.equal(nameItem(PARCELS, 7, { name: "North field", code: "17/2" }), "North field");
  assert.equal(nameItem(PARCELS, 7, { code: "17/2" }), "Land parcels 17/2");
  assert.equal(nameItem(PARCELS, 7, {}), "Land parcels 7");
});
