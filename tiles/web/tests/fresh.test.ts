/** Only layers that changed are asked for anew. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { listChanged } from "../src/fresh.ts";

test("a layer changes when its version does, not when it appears or goes", () => {
  assert.deepEqual(listChanged({ a: 1, b: 2, gone: 3 }, { a: 1, b: 3, new: 1 }), ["b"]);
});
