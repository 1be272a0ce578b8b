"""A tile's parameters become one question, and what no tile can answer is refused by name."""

from datetime import date
from typing import Any

import pytest

from tests.tables import HANGZHOU, make_table, put
from tiles.questions import OWN, accept, ask, compared
from twin.access import NOBODY, Viewer, layer
from twin.doorway.parameters import read
from twin.doorway.problems import BadParameterError
from twin.doorway.properties import read_names
from twin.layer import EVERYONE, Sensitivity, layers

BUILDINGS, ROADS = layers["buildings"], layers["roads"]


def question(query: dict[str, str], *asked: Any, viewer: Viewer = NOBODY) -> Any:
    """The question of a query about layers."""
    from django.http import QueryDict

    told = QueryDict(mutable=True)
    told.update(query)
    found = asked or (BUILDINGS,)
    return ask(viewer, found, read(told, accept(viewer, found)))


def test_without_parameters_it_is_the_plain_question() -> None:
    assert question({}).plain
    assert question({"v": "17"}).plain
    assert not question({"properties": ""}).plain


def test_each_parameter_is_part_of_the_question() -> None:
    told = question(
        {
            "datetime": "2026-01-01/..",
            "as-of": "2026-02-03T04:05:06Z",
            "properties": "height,name",
            "height": "9",
        }
    )
    assert told.times.valid == (date(2026, 1, 1), None)
    assert told.times.recorded.isoformat() == "2026-02-03T04:05:06+00:00"
    assert told.fields == {"height", "name"}
    assert told.conditions == (("height", 9.0),)
    assert read_names("") == frozenset()


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ({"properties": "height,owner"}, "properties"),
        ({"properties": "attributes"}, "properties"),
        ({"height": "tall"}, "height"),
        ({"datetime": "yesterday"}, "datetime"),
        ({"colour": "red"}, "colour"),
        ({"height": "9\x00"}, "height"),
    ],
)
def test_what_no_tile_can_answer_is_refused_by_name(query: dict[str, str], name: str) -> None:
    with pytest.raises(BadParameterError) as refused:
        question(query)
    assert refused.value.parameter == name


def test_layers_together_are_asked_by_what_they_share() -> None:
    shared = {one.name for one in compared(NOBODY, [BUILDINGS, ROADS])}
    assert "name" in shared
    assert "height" not in shared
    assert question({"name": "x"}, BUILDINGS, ROADS).conditions == (("name", "x"),)
    with pytest.raises(BadParameterError):
        question({"height": "9"}, BUILDINGS, ROADS)


def test_nobody_asks_by_a_field_that_is_not_for_him() -> None:
    for one in layers:
        hidden = {field.name for field in one.fields if field.sensitivity is not Sensitivity.OPEN}
        assert hidden.isdisjoint(field.name for field in compared(NOBODY, [one]))


def test_a_filter_is_part_of_the_question_if_every_layer_can_be_asked_by_it() -> None:
    told = question({"filter": "name LIKE 'x%'"}, BUILDINGS, ROADS)
    assert told.filter is not None
    assert not told.plain
    both, one = (BUILDINGS, ROADS), (BUILDINGS,)
    for text, together in (("height > 9", both), ("owner = 'x'", one), ("name =", one)):
        with pytest.raises(BadParameterError) as refused:
            question({"filter": text}, *together)
        assert refused.value.parameter == "filter"


@pytest.mark.usefixtures("twin")
def test_a_field_named_as_a_parameter_does_not_take_its_place() -> None:
    names = [one.name for one in OWN]
    put(
        make_table("odd", dict.fromkeys([*names, "n"], "integer"), [("1", HANGZHOU, (1,) * (len(names) + 1))])
    )
    odd = layer(NOBODY, "odd")
    assert [one.name for one in compared(Viewer(EVERYONE), [odd])] == ["n"]
    assert question({"v": "3", "n": "1"}, odd).conditions == (("n", 1),)
