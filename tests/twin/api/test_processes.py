"""Processes are described from the types, forms are filled from examples, outcomes become tables."""

from typing import Any

from spatial.analysis import analyses
from spatial.figures import tell
from tests.columns import numbers
from tests.outcomes import plant_outcome
from twin.api.processes import describe, list_fields, tabulate, tell_inputs
from twin.runner.outcome import write_outcome
from twin.runner.zone import Zone, Zoning


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


def test_an_outcome_is_a_table_for_each_measure_with_parts_beside_each_other() -> None:
    rate, homes = tabulate(plant_outcome(flows=False), "en")
    assert (rate["title"], rate["unit"], rate["parts"], rate["divided"]) == ("Rate", "%", [], True)
    assert [cell["text"] for cell in rate["rows"][0]["cells"]] == ["25", "10", "40"]
    assert [row["why"] for row in rate["rows"]][1:4] == [
        "",
        "Hidden: drawn from too few people",
        "There is nothing to divide by",
    ]
    assert (homes["parts"], homes["divided"]) == (["old", "new"], False)
    city = homes["rows"][-1]
    assert (city["name"], [cell["text"] for cell in city["cells"]]) == ("whole city", ["12", "120"])


def test_parts_of_which_not_as_much_is_unknown_are_tables_of_their_own() -> None:
    parts = (("vacant", 0), ("occupied", 1))
    series = tuple(
        tell("dwellings", numbers(1, 2, 3), numbers(unknown, 0, 0), part=part) for part, unknown in parts
    )
    zoning = Zoning(id="x", zones=(Zone(id=7, code="c", name="n"),))
    vacant, occupied = tabulate(write_outcome(analyses["vacancy"], {}, series, zoning), "en")
    assert (vacant["title"], occupied["title"]) == ("Dwellings · vacant", "Dwellings · occupied")
    assert [row["unknown"] for row in occupied["rows"]] == ["1", "0", "0"]


def test_inputs_are_told_in_the_words_of_their_form() -> None:
    inputs = {"proof": "register", "zoning": "admin-areas", "admin_level": 6, "as_of": None}
    outcome = {"analysis": "vacancy", "inputs": inputs}
    assert tell_inputs(outcome, "en") == [
        ("Proof", "the register's use state"),
        ("Administrative level", "6"),
    ]
    gone = {"analysis": "gone", "inputs": {"limit": 0.5}}
    assert tell_inputs(gone, "zh") == [("limit", "0.5")]
