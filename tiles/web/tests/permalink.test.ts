/** The address restores the whole view, and a broken address breaks nothing. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { formatPlace, parsePlace, type Place } from "../src/permalink.ts";

const FULL: Place = {
  camera: { zoom: 16.25, lat: 51.12834, lon: 71.43012, bearing: -20, pitch: 55 },
  on: ["buildings", "land-use"],
  theme: null,
  object: { layer: "buildings", id: 4711 },
  view: "3d",
  look: "dark",
  archive: "https://host.example/a city.pmtiles?v=1&w=2",
};

test("a whole view is written as documented", () => {
  assert.equal(
    formatPlace(FULL),
    "#map=16.25/51.12834/71.43012/-20/55&on=buildings,land-use&obj=buildings/4711&view=3d&look=dark" +
      "&archive=https%3A%2F%2Fhost.example%2Fa%20city.pmtiles%3Fv%3D1%26w%3D2",
  );
});

test("what is written is read back", () => {
  assert.deepEqual(parsePlace(formatPlace(FULL)), FULL);
});

test("no layer on is not the same as nothing said of layers", () => {
  assert.deepEqual(parsePlace(formatPlace({ ...FULL, on: [] })).on, []);
  assert.equal(parsePlace("#map=1/2/3").on, null);
});

test("a theme may stand in the place of its layers", () => {
  const place = { ...FULL, on: null, theme: "housing-age" };
  assert.match(formatPlace(place), /&theme=housing-age&/);
  assert.deepEqual(parsePlace(formatPlace(place)), place);
  assert.equal(parsePlace("#theme=").theme, null);
});

test("a layer id survives whatever stands in it", () => {
  const odd = { ...FULL, on: ["a,b", "c&d=e", "道路"], object: { layer: "道路/1", id: 9007199254740991 } };
  assert.deepEqual(parsePlace(formatPlace(odd)), odd);
});

test("a short camera lies flat and faces north", () => {
  assert.deepEqual(parsePlace("#map=12/51.1/71.4").camera, {
    zoom: 12,
    lat: 51.1,
    lon: 71.4,
    bearing: 0,
    pitch: 0,
  });
});

for (const broken of [
  "#map=a/b/c",
  "#map=12/91/71",
  "#map=12/51",
  "#map=12//71",
  "#map=12/51/71/0/89",
  "#",
  "",
]) {
  test(`no camera is read from “${broken}”`, () => {
    assert.equal(parsePlace(broken).camera, null);
  });
}

test("a broken object, view or escape is left out or kept as it stands", () => {
  const place = parsePlace("#obj=buildings/x&view=4d&on=%E4%zz");
  assert.equal(place.object, null);
  assert.equal(place.view, null);
  assert.deepEqual(place.on, ["%E4%zz"]);
});
