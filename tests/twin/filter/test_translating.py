"""A tree becomes a condition of three values, and what is no filter is refused in words."""

import json
import random
from typing import Any

import pytest

from tests.filters import keys, publish, rows_of
from twin.access import Viewer
from twin.doorway.problems import BadParameterError
from twin.layer import EVERYONE, PLANNER
from twin.models import Published

pytestmark = pytest.mark.usefixtures("twin")
FOUND = {
    "true": "abc",
    "open": "a",
    "not open": "b",
    "open = false": "b",
    "(height > 1) = open": "ab",
    "name IS NULL": "c",
    "(height > 1) IS NULL": "c",
    "not (height > 1)": "b",
}


def test_what_is_unknown_is_neither_true_nor_false() -> None:
    publish()
    assert {text: keys(text) for text in FOUND} == FOUND


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
