"""An outcome is tables in words: figures or why there are none, and the greatest flows."""

import pytest

from spatial.analysis import analyses
from spatial.figures import tell
from tests.columns import numbers
from tests.outcomes import plant_found, plant_outcome
from twin.api import tables
from twin.api.tables import tabulate, tabulate_city, tabulate_flows, tabulate_found
from twin.runner.outcome import write_outcome
from twin.runner.zone import Zone, Zoning


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


def test_the_city_is_told_first_with_units_or_why_there_is_no_figure() -> None:
    outcome = plant_outcome(flows=False)
    rate, old, new = tabulate_city(outcome, "en")
    assert (rate["title"], rate["value"], rate["made_of"], rate["unknown"]) == (
        "Rate",
        "30 %",
        "12 / 40",
        "3",
    )
    assert (old["value"], new["title"], new["made_of"]) == ("12", "Homes · new", "")
    outcome["rows"][5] |= {"value": None, "denominator": None, "reason": "protected"}
    assert tabulate_city(outcome, "en")[0]["value"] == "Hidden: drawn from too few people"


def test_what_is_told_of_the_city_alone_is_in_no_table_by_zone() -> None:
    outcome = plant_outcome(flows=False)
    outcome["rows"] = [row for row in outcome["rows"] if row["measure"] == "homes" or row["place"] == "city"]
    assert [table["title"] for table in tabulate(outcome, "en")] == ["Homes"]


def test_parts_of_which_not_as_much_is_unknown_are_tables_of_their_own() -> None:
    parts = (("vacant", 0), ("occupied", 1))
    series = tuple(
        tell("dwellings", numbers(1, 2, 3), numbers(unknown, 0, 0), part=part) for part, unknown in parts
    )
    zoning = Zoning(id="x", zones=(Zone(id=7, code="c", name="n"),))
    vacant, occupied = tabulate(write_outcome(analyses["vacancy"], {}, series, zoning), "en")
    assert (vacant["title"], occupied["title"]) == ("Dwellings · vacant", "Dwellings · occupied")
    assert [row["unknown"] for row in occupied["rows"]] == ["1", "0", "0"]


def test_flows_are_told_greatest_first_with_how_many_are_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    [table] = tabulate_flows(plant_outcome(), "en")
    assert (table["title"], table["more"], table["hidden"]) == ("Commuters", "0", "2")
    assert [tuple(row.values()) for row in table["rows"]] == [
        ("West", "=1+1", "100"),
        ("West", "West", "70"),
        ("=1+1", "West", "40"),
        ("in no zone", "=1+1", "12"),
    ]
    monkeypatch.setattr(tables, "MOST_FLOWS", 3)
    assert tabulate_flows(plant_outcome(), "en")[0]["more"] == "1"
    assert tabulate_flows(plant_outcome(flows=False), "en") == []


def test_what_was_found_is_a_table_for_each_measure() -> None:
    [table] = tabulate_found(plant_found(), "en")
    assert (table["title"], table["unit"]) == ("Reached", "minutes")
    assert [tuple(row.values()) for row in table["rows"]] == [
        ("10 min", "10"),
        ("=here", "2.5"),
        ("few", "Hidden: drawn from too few people"),
    ]
    assert tabulate_found(plant_outcome(), "en") == []
