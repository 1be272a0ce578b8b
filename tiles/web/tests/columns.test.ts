/** A figure is written as the tables write it, and falls into the class the legend shows. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { type Column, classOf, tellFigure, writeFigure } from "../src/columns.ts";

const RATE: Column = {
  key: "rate",
  title: "Rate",
  part: null,
  unit: "%",
  share: true,
  classes: [
    { least: 0.1, label: "10 – 30", colour: "#aaa" },
    { least: 0.3, label: "≥ 30", colour: "#bbb" },
  ],
  classed: null,
};

test("a figure has as many digits as tell something, as the tables write it", () => {
  const told = [0, 1234567, 12345.678, 123.456, 2 / 3, 12.5].map((value) => writeFigure(value, false, "en"));
  assert.deepEqual(told, ["0", "1,234,567", "12,346", "123.5", "0.6667", "12.5"]);
  assert.deepEqual(
    [5 / 12, 1, 0.00456].map((value) => writeFigure(value, true, "zh")),
    ["41.7", "100", "0.456"],
  );
});

test("a place without a figure says why, and is not nought", () => {
  assert.equal(tellFigure({ properties: { rate: 0 } }, RATE, "en"), "0 %");
  assert.equal(tellFigure({ properties: { rate: null, "rate.reason": "Hidden" } }, RATE, "en"), "Hidden");
});

test("a figure falls into the last class that begins below it", () => {
  assert.deepEqual(
    [0.1, 0.29, 0.3, 0.9].map((value) => classOf(value, RATE)?.colour),
    ["#aaa", "#aaa", "#bbb", "#bbb"],
  );
});
