"""Processes are described from the types, forms are filled from examples, inputs are told in words."""

from typing import Any

from spatial.analysis import analyses
from twin.api.processes import describe, list_fields, tell_inputs


def link(path: str, rel: str, *_: Any) -> dict[str, str]:
    """A link."""
    return {"href": path, "rel": rel}


def test_a_process_is_described_with_units_bounds_and_choices() -> None:
    told = describe(analyses["affordability"], "en", link)
    limit = told["inputs"]["limit"]
    assert (limit["x-ogc-unit"], limit["minOccurs"], limit["schema"]["default"]) == ("1", 0, 0.3)
    needed = describe(analyses["residual-income"], "zh", link)["inputs"]["first"]
    assert (needed["minOccurs"], needed["title"]) == (1, "第一人的非住房支出")
    proof = describe(analyses["vacancy"], "en", link)["inputs"]["proof"]
    assert proof["schema"]["enum"] == ["register", "residence", "both"]


def test_a_form_is_filled_with_what_was_typed_else_the_example() -> None:
    fields = {
        one["name"]: one
        for one in list_fields(
            analyses["need-by-zone"], "en", {"reserve": "x"}, {"zoning": [("city", "City")]}
        )
    }
    assert [fields[name]["value"] for name in ("growth", "reserve", "zoning", "admin_level")] == [
        "0.05",
        "x",
        "city",
        "",
    ]
    assert fields["zoning"]["choices"] == [("city", "City")]
    people = list_fields(analyses["area-per-person"], "en", {}, {})
    assert people[1]["choices"] == [("true", "yes"), ("false", "no")]


def test_inputs_are_told_in_the_words_of_their_form() -> None:
    inputs = {"proof": "register", "zoning": "admin-areas", "admin_level": 6, "as_of": None}
    outcome = {"analysis": "vacancy", "inputs": inputs}
    assert tell_inputs(outcome, "en") == [
        ("Proof", "the register's use state"),
        ("Administrative level", "6"),
    ]
    assert tell_inputs({"analysis": "affordability", "inputs": {"limit": 3000.0, "zoning": ""}}, "en") == [
        ("Greatest rent-to-income ratio", "3,000")
    ]
    place = {"analysis": "isochrones", "inputs": {"latitude": 30.28827}}
    assert tell_inputs(place, "en") == [("Latitude", "30.28827 degrees")], "What was asked is not rounded."
    gone = {"analysis": "gone", "inputs": {"limit": 0.5}}
    assert tell_inputs(gone, "zh") == [("limit", "0.5")]
