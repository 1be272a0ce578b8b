"""Processes are described from the types, forms are filled from examples, outcomes become tables."""

from typing import Any

from spatial.analysis import analyses
from spatial.figures import tell
from tests.columns import numbers
from twin.api.processes import describe, list_fields, tabulate
from twin.runner.outcome import write_outcome
from twin.runner.zone import Zoning


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
        for one in list_fields(analyses["need-by-zone"], "en", {"reserve": "x"}, [("city", "City")])
    }
    assert [fields[name]["value"] for name in ("growth", "reserve", "zoning", "admin_level")] == [
        "0.05",
        "x",
        "city",
        "",
    ]
    assert fields["zoning"]["choices"] == [("city", "City")]
    people = list_fields(analyses["area-per-person"], "en", {}, [])
    assert people[1]["choices"] == [("true", "yes"), ("false", "no")]


def test_an_outcome_is_a_table_for_each_measure() -> None:
    series = (
        tell("dwellings", numbers(3, float("nan")), numbers(0, 0), part="vacant"),
        tell("dwellings", numbers(3, 5), numbers(0, 0), part="occupied"),
    )
    [table] = tabulate(write_outcome(analyses["vacancy"], {}, series, Zoning()), "en")
    assert (table["title"], table["parts"]) == ("Dwellings", True)
    assert [(row["name"], row["part"], row["value"], row["why"]) for row in table["rows"]] == [
        ("whole city", "vacant", None, "Nothing is known of it"),
        ("whole city", "occupied", 5, ""),
    ]
