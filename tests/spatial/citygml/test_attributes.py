"""Attributes are settled into the words of records: codes, metres, dates, what stands for unknown."""

from datetime import date
from typing import Any

import pytest

from spatial.citygml.attributes import (
    as_dicts,
    list_codes,
    say,
    say_known,
    settle,
    take_unknown,
    to_date,
    to_metres,
    to_number,
)
from spatial.citygml.values import Code

FIELD = {"code": "201", "name": "田"}


def test_values_that_stand_for_unknown_are_taken_out_and_told() -> None:
    attributes: dict[str, Any] = {
        "storeysAboveGround": "9999",
        "measuredHeight": {"value": -9999.0, "uom": "m"},
        "yearOfConstruction": "0001",
        "storeysBelowGround": "2",
        "other": "9999",
    }
    told: list[tuple[str, str]] = []
    taken = take_unknown(attributes, lambda name, value: told.append((name, value)))
    assert attributes == {"storeysBelowGround": "2", "other": "9999"}
    assert set(taken) == {"storeysAboveGround", "measuredHeight", "yearOfConstruction"}
    assert ("storeysAboveGround", "9999") in told


@pytest.mark.parametrize(
    ("attributes", "settled"),
    [
        ({"class": FIELD}, {"class": "田", "classCode": "201"}),
        ({"function": [FIELD, "x"]}, {"function": ["田", "x"], "functionCode": ["201", "x"]}),
        ({"usage": Code("1")}, {"usage": "1"}),
        ({"name": Code("5")}, {"nameCode": "5"}),
        ({"name": "五"}, {"name": "五"}),
        ({"measuredHeight": {"value": 10, "uom": "ft"}}, {"measuredHeight": pytest.approx(3.048)}),
        ({"measuredHeight": {"value": 10, "uom": "urn:ogc:def:uom:UCUM::m"}}, {"measuredHeight": 10.0}),
        ({"measuredHeight": "9.5"}, {"measuredHeight": 9.5}),
        ({"measuredHeight": "high"}, {"measuredHeight": "high"}),
    ],
)
def test_attributes_are_settled(attributes: dict[str, Any], settled: dict[str, Any]) -> None:
    settle(attributes)
    assert attributes == settled


def test_codes_are_said_by_their_meaning() -> None:
    assert [say(value) for value in (FIELD, "x", Code("1"))] == ["田", "x", "1"]
    assert [say_known(value) for value in (FIELD, "x", Code("1"), None, "")] == ["田", "x", None, None, None]


def test_measures_numbers_and_dates_are_none_where_they_are_none() -> None:
    assert (to_metres({"value": 200, "uom": "mm"}), to_metres("2"), to_metres(None)) == (0.2, 2.0, None)
    assert (to_number({"value": 3}), to_number("60"), to_number("x"), to_number(None)) == (
        3.0,
        60.0,
        None,
        None,
    )
    assert to_date("2011-03-29") == date(2011, 3, 29)
    assert [to_date(value) for value in ("0001-01-01", "soon", None)] == [None, None, None]


def test_other_codes_are_those_of_the_building_id_and_of_other_systems() -> None:
    attributes = {
        "buildingIDAttribute": {"buildingID": "33100-bldg-17", "branchID": "1"},
        "externalReference": [
            {"informationSystem": "http://register", "externalObject": {"name": "R-17"}},
            {"externalObject": {"uri": "http://other/1"}},
            {"informationSystem": "http://plain", "externalObject": "P-1"},
            {"informationSystem": "http://silent"},
        ],
    }
    assert list_codes(attributes) == (
        ("buildingID", "33100-bldg-17"),
        ("http://register", "R-17"),
        ("externalReference", "http://other/1"),
        ("http://plain", "P-1"),
    )
    assert list_codes({}) == ()


def test_data_types_are_found_alone_or_in_a_list() -> None:
    assert as_dicts({"a": 1}) == [{"a": 1}]
    assert as_dicts([{"a": 1}, "x"]) == [{"a": 1}]
    assert as_dicts(None) == []
