"""Each operator finds the rows it should, unknown is neither true nor false, and harm is refused in words."""

import json
import random
from typing import Any

import pytest

from tests.filters import LINE, MIDDLE, SIDE, SQUARE, keys, publish, rows_of
from twin.access import Viewer
from twin.doorway.problems import BadParameterError
from twin.layer import EVERYONE, PLANNER
from twin.models import Published

pytestmark = pytest.mark.usefixtures("twin")
WEST, SOUTH, EAST, NORTH = SQUARE.bounds
FOUND = {
    "true": "abc",
    "open": "a",
    "not open": "b",
    "open = false": "b",
    "(height > 1) = open": "ab",
    "name IS NULL": "c",
    "(height > 1) IS NULL": "c",
    "geometry IS NOT NULL": "abc",
    "height > 1": "a",
    "not (height > 1)": "b",
    "height <> 10.5": "b",
    "floors = 3.0": "a",
    "3 = floors": "a",
    "floors < 1e300": "ab",
    "floors > -12345678901234567890": "ab",
    "name = 'Café'": "a",
    "name < 'D'": "a",
    "name like 'Caf_'": "a",
    "name like '%100\\%'": "b",
    "name not like 'C%'": "b",
    "casei(name) = casei('STRASSE 100%')": "b",
    "casei(name) like casei('strasse%')": "b",
    "accenti(name) = accenti('cafè')": "",
    "accenti(casei(name)) = accenti(casei('cafè'))": "a",
    "lower(name) = 'café'": "a",
    "upper(name) = 'CAFÉ'": "a",
    "length(trim(name)) = 4": "a",
    "floors between 0 and 3": "ab",
    "floors not between 1 and 3": "b",
    "floors in (3, 4)": "a",
    "floors not in (3, 4)": "b",
    "built in (DATE('2020-01-01'), TIMESTAMP('2021-05-31T16:00:00Z'))": "ab",
    "floors + 1 = 4 and floors - 1 = 2 and floors * 2 = 6": "a",
    "floors / 2 = 1.5 and floors div 2 = 1 and floors % 2 = 1 and floors ^ 2 = 9": "a",
    "-floors = -3": "a",
    "1 / floors IS NULL": "bc",
    "1 % floors IS NULL": "bc",
    "(0 - height) ^ 0.5 IS NULL": "ac",
    "height ^ -1 IS NULL": "bc",
    "10 ^ 999 IS NULL": "abc",
    "1e300 * 1e300 IS NULL": "abc",
    "1e-300 * 1e-300 IS NULL": "abc",
    "0.1 + 0.2 = 0.3": "abc",
    "round(height) = 11 and floor(height) = 10 and ceil(height) = 11 and abs(0 - height) > 10": "a",
    "year(built) = 2020 and month(built) = 1 and day(seen) = 1": "a",
    "clock < '12:00:00'": "a",
    "id > 0": "abc",
    "built < TIMESTAMP('2020-06-01T00:00:00Z')": "a",
    "seen > DATE('2020-06-01')": "b",
    "a_contains(tags, ('x'))": "ab",
    "a_contains(tags, ('x', 1))": "a",
    "a_containedby(tags, ('x', 'z'))": "b",
    "a_equals(tags, ('y', 'x', 1))": "a",
    "a_overlaps(tags, ('y', name))": "a",
    "not a_overlaps(tags, ('y', 'q'))": "b",
    "t_before(built, DATE('2020-02-01'))": "a",
    "t_after(seen, DATE('2020-01-01'))": "b",
    "t_during(interval(seen, left), interval('2019-12-31', '2020-01-31'))": "a",
    "t_during(seen, interval('..', '2020-12-31'))": "a",
    "t_meets(interval(seen, left), interval('2020-01-02T08:00:00Z', '..'))": "a",
    "t_intersects(built, TIMESTAMP('2020-01-01T15:59:59Z'))": "a",
    "t_intersects(built, TIMESTAMP('2020-01-01T16:00:00Z'))": "",
    "t_intersects(valid, DATE('2026-01-01'))": "abc",
}
SPATIAL = {
    f"s_intersects(geometry, bbox({WEST - 1}, {SOUTH - 1}, {EAST + 1}, {NORTH + 1}))": "abc",
    f"s_intersects(geom, bbox({WEST}, {SOUTH}, {EAST}, {NORTH}))": "ab",
    f"s_intersects(geometry, bbox({WEST}, {SOUTH}, 0, {EAST}, {NORTH}, 9))": "ab",
    f"s_intersects(geometry, {LINE.wkt})": "ab",
    f"not s_intersects(geometry, {LINE.wkt})": "c",
    f"s_disjoint(geometry, {LINE.wkt})": "c",
    f"s_crosses({LINE.wkt}, geometry)": "a",
    f"s_within(geometry, {SQUARE.buffer(SIDE).wkt})": "ab",
    f"s_contains(geometry, {MIDDLE.buffer(SIDE / 9).wkt})": "a",
    f"s_contains({SQUARE.buffer(SIDE).wkt}, geometry)": "ab",
    f"s_overlaps(geometry, bbox({WEST - 1}, {SOUTH - 1}, {MIDDLE.x}, {NORTH + 1}))": "a",
    f"s_equals(geometry, {MIDDLE.buffer(SIDE).wkt})": "",
    f"s_touches(geometry, {MIDDLE.buffer(SIDE).wkt})": "",
    f"s_within({MIDDLE.wkt}, {SQUARE.wkt})": "abc",
    "s_equals(geometry, geometry)": "abc",
    "s_intersects(geometry, bbox(-180, -90, 180, 90))": "abc",
    "s_within(geometry, bbox(-180, -90, 180, 90))": "abc",
    "s_within(geometry, bbox(100, -90, -170, 90))": "abc",
    "s_intersects(geometry, bbox(170, -90, -170, 90))": "",
    "s_intersects(geometry, POLYGON((0 0, 180 90, 180 0, 0 90, 0 0)))": "abc",
    f"s_intersects(geometry, GEOMETRYCOLLECTION({MIDDLE.wkt}, {LINE.wkt}))": "ab",
    f"s_touches(geometry, GEOMETRYCOLLECTION({MIDDLE.wkt}, {LINE.wkt}))": "b",
    f"s_within(geometry, GEOMETRYCOLLECTION({SQUARE.buffer(SIDE).wkt}, POINT(1 2)))": "ab",
    f"s_crosses(geometry, GEOMETRYCOLLECTION(POINT(3 4), {LINE.wkt}))": "a",
    "s_equals(geometry, GEOMETRYCOLLECTION(POINT(3 4), POINT(5 6)))": "",
    f"s_overlaps(geometry, GEOMETRYCOLLECTION({SQUARE.buffer(SIDE).wkt}, POINT(1 2)))": "",
    "s_contains(geometry, MULTIPOINT((3 4), (5 6)))": "",
}


def test_each_operator_finds_what_it_should() -> None:
    publish()
    found = {text: keys(text) for text in {**FOUND, **SPATIAL}}
    assert {text: got for text, got in found.items() if got != {**FOUND, **SPATIAL}[text]} == {}


def test_geometries_are_read_in_the_system_that_is_named() -> None:
    publish()
    north_first = f"s_intersects(geometry, bbox({SOUTH}, {WEST}, {NORTH}, {EAST}))"
    assert keys(north_first, crs="http://www.opengis.net/def/crs/EPSG/0/4326") == "ab"
    [row] = rows_of("open")
    for crs, place in {"EPSG:3857": row.tile, "EPSG:4549": row.footprint}.items():
        west, south, east, north = place.extent
        corners = (south, west, north, east) if crs == "EPSG:4549" else (west, south, east, north)
        for relation in ("s_intersects", "s_within"):
            assert (
                keys({"op": relation, "args": [{"property": "geometry"}, {"bbox": corners}]}, crs) == "ab"
            ), (
                crs,
                relation,
            )


REFUSED = {
    "colour = 'red'": "There is no property “colour”",
    "height = 'tall'": "“height” is a number; compare it with a number, not with a text",
    "'tall' = height": "“height” is a number",
    "open > true": "“open” is true or false; give a text or a number",
    "built = '2020-01-01'": "“built” is a date",
    "built = DATE('2020-02-30')": "“2020-02-30” is no date",
    "seen = TIMESTAMP('2020-01-01')": "no date with a time",
    "geometry = 'x'": "operators for it of their own",
    "name + 1 = 2": "“name” is a text; give a number there",
    "height": "“height” is a number; give true or false there",
    "'x'": "“x” is a text",
    "height = NULL": "IS NULL",
    "explode(name) = 1": "There is no function of that name; there are: casei",
    "lower(name, name) = 'x'": "takes one value; it is given 2",
    "s_intersects(geometry)": "takes 2 arguments; it is given 1",
    "s_intersects(geometry, name)": "“name” is a text; give a geometry there",
    "s_intersects(geometry, POLYGON((0 0, 1 0, 1 1)))": "ring of a polygon",
    "s_intersects(geometry, POINT(500 0))": "beyond its coordinate system",
    "s_intersects(geometry, BBOX(0, 5, 1, 2))": "ends before it begins",
    "s_intersects(geometry, BBOX(0, 5, 1))": "four numbers",
    "name like name": "a text in the filter itself",
    "name like 'x\\'": "lone backslash",
    f"name like '{'%' * 21}'": "more than 20 signs",
    "a_contains(tags, geometry)": "is a geometry",
    "t_after(name, DATE('2020-01-01'))": "“name” is a text; give",
    "t_after(built, interval('2021-01-01', '2020-01-01'))": "ends before it begins",
    "interval(built, seen) IS NULL": "IS NULL asks",
    "height = 1e999": "beyond what can be counted",
}
BROKEN: list[Any] = [
    None,
    {},
    [],
    3,
    {"op": "=", "args": [{"property": "name"}]},
    {"op": "=", "args": "name"},
    {"op": 3, "args": []},
    {"op": "and", "args": []},
    {"op": "in", "args": [{"property": "name"}, "x"]},
    {"op": "in", "args": [{"property": "name"}, []]},
    {"op": "not", "args": [{"property": "name"}]},
    {"property": ["name"]},
    {"op": "=", "args": [{"property": "name"}, {"date": {"date": 1}}]},
    {"op": "=", "args": [{"property": "name"}, "\0"]},
    {"op": "=", "args": [{"property": "name"}, "\ud800"]},
    {"op": "=", "args": [{"property": "\u202e\ud800"}, "x"]},
    {"op": "t_after", "args": [{"property": "built"}, {"interval": ["2020-01-01"]}]},
    {"op": "t_after", "args": [{"property": "built"}, {"interval": [1, 2]}]},
    *(
        {"op": "s_intersects", "args": [{"property": "geometry"}, shape]}
        for shape in (
            {"type": "Point", "coordinates": []},
            {"type": "Point", "coordinates": [1]},
            {"type": "Point", "coordinates": ["1", "2"]},
            {"type": "Point", "coordinates": [True, 2]},
            {"type": "Point", "coordinates": [1e400, 2]},
            {"type": "Point"},
            {"type": ["Point"], "coordinates": [1, 2]},
            {"type": "Circle", "coordinates": [1, 2]},
            {"type": "Polygon", "coordinates": []},
            {"type": "Polygon", "coordinates": [[]]},
            {"type": "MultiPolygon", "coordinates": [[[[0, 0]]]]},
            {"type": "GeometryCollection", "geometries": []},
            {"type": "GeometryCollection", "geometries": [{"type": "GeometryCollection", "geometries": []}]},
            {"type": "MultiPoint", "coordinates": [[0, 0]] * 10_001},
            {"type": "LineString", "coordinates": [[0, 0, 0, 0, 0], [1, 1]]},
            {"bbox": "1,2,3,4"},
            {"bbox": [1, 2, 3, None]},
        )
    ),
]


def test_what_cannot_be_asked_is_refused_in_words() -> None:
    publish()
    told = {}
    for text in REFUSED:
        with pytest.raises(BadParameterError) as refused:
            keys(text)
        told[text] = str(refused.value)
    assert {text: said for text, said in told.items() if REFUSED[text] not in said} == {}


@pytest.mark.parametrize("tree", BROKEN, ids=lambda tree: json.dumps(tree)[:60])
def test_a_tree_that_is_none_of_cql2_is_refused(tree: Any) -> None:
    publish()
    with pytest.raises(BadParameterError) as refused:
        keys(tree)
    str(refused.value).encode()


def test_a_hidden_field_is_as_unknown_as_one_that_is_not_there() -> None:
    publish()
    row = Published.objects.get()
    row.columns[1]["sensitivity"] = "internal"
    row.edition += 1
    row.save()
    assert rows_of("height > 1", viewer=Viewer(EVERYONE & {PLANNER})).count() == 1
    sentences = set()
    for name in ("height", "weight"):
        with pytest.raises(BadParameterError) as refused:
            keys(f"{name} > 1")
        sentences.add(str(refused.value).replace(name, "…"))
    assert len(sentences) == 1


def test_whatever_is_strung_together_is_answered_or_refused() -> None:
    publish()
    draw = random.Random(8)
    names = ("name", "height", "open", "built", "seen", "tags", "geometry", "id", "valid")
    values = ("'x'", "1", "-1e300", "0", "true", "DATE('0001-01-01')", "TIMESTAMP('9999-12-29T00:00:00Z')")
    shapes = ("POINT(1 2)", "BBOX(-180,-90,180,90)", "LINESTRING(0 0,0 0)", "POLYGON((0 0,1 1,1 1,0 0))")
    forms = ("{} = {}", "{} < {}", "{} like {}", "{} in ({})", "s_touches({}, {})", "s_crosses({}, {})")
    forms += ("t_overlaps({}, {})", "a_overlaps({}, {})", "{} + {}", "{} ^ {}", "{} / {}", "interval({}, {})")
    forms += (
        "abs({})",
        "casei({})",
        "year({})",
        "({} and {})",
        "not {}",
        "{} is null",
        "{} between {} and {}",
    )

    def string(depth: int) -> str:
        if depth == 0:
            return draw.choice(draw.choice((names, values, shapes)))
        form = draw.choice(forms)
        return form.format(*(string(depth - 1 - draw.randrange(depth)) for _ in range(form.count("{}"))))

    answered = 0
    for _ in range(1500):
        text = string(draw.randint(1, 4))
        try:
            answered += rows_of(text).count() >= 0
        except BadParameterError:
            continue
    assert answered > 50
