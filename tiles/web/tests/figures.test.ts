/** Values are written as people read them, and nothing is invented where nothing is recorded. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { writeMoment, writeNumber, writePosition, writeSpan, writeValue } from "../src/figures.ts";
import type { Field } from "../src/twin.ts";
import { speak } from "../src/words.ts";

const zh = speak("zh");
const en = speak("en");
const HEIGHT: Field = { name: "height", title: "Height", unit: "m", values: null };
const SOURCE: Field = { name: "source", title: "Source", unit: null, values: { storeys: "estimated" } };

test("an amount has its unit and grouped thousands", () => {
  assert.equal(writeNumber(12500.456, "m2", "en-GB"), "12,500.46 m²");
  assert.equal(writeNumber(5551.8, "/km2", "zh-CN"), "5,551.8 / km²");
});

test("a year is not grouped", () => {
  assert.equal(writeNumber(2017, null, "en-GB"), "2017");
});

test("a percentage stands close to its sign", () => {
  assert.equal(writeNumber(12.5, "%", "zh-CN"), "12.5%");
});

test("a code is told in words, an unknown code as it stands", () => {
  assert.equal(writeValue("storeys", SOURCE, en), "estimated");
  assert.equal(writeValue("laser", SOURCE, en), "laser");
});

test("nothing recorded is null, and zero is not nothing", () => {
  assert.equal(writeValue(null, HEIGHT, en), null);
  assert.equal(writeValue("", HEIGHT, en), null);
  assert.equal(writeValue(0, HEIGHT, en), "0 m");
});

test("lists and truth values speak the language", () => {
  assert.equal(writeValue(["a", true], null, zh), "a、是");
  assert.equal(writeValue(false, null, en), "no");
});

test("a date is left as it is, a broken moment too", () => {
  assert.equal(writeMoment("2017-01-01", "zh-CN"), "2017-01-01");
  assert.equal(writeMoment("not a T moment", "zh-CN"), "not a T moment");
});

test("a span tells which end is open", () => {
  assert.equal(writeSpan(["2017-01-01", null], en), "since 2017-01-01");
  assert.equal(writeSpan([null, "2020-01-01"], zh), "至 2020-01-01");
  assert.equal(writeSpan(["2017-01-01", "2020-01-01"], en), "2017-01-01 – 2020-01-01");
  assert.equal(writeSpan([null, null], en), null);
});

test("a position west or south, or a turn around the globe, is told by its letter", () => {
  assert.equal(writePosition(71.43012, 51.12834), "71.43012°E  51.12834°N");
  assert.equal(writePosition(-289.5, -1), "70.50000°E  1.00000°S");
  assert.equal(writePosition(190, 0), "170.00000°W  0.00000°N");
});
