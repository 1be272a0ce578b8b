"""Two runs are compared place by place; what either hides or does not know has no difference."""

import pytest

from tests.outcomes import plant_outcome
from twin.api.comparison import compare, list_differences, tabulate_comparison
from twin.api.figures import list_columns


def test_each_place_and_measure_has_both_figures_and_their_difference() -> None:
    rows = compare(plant_outcome(), plant_outcome(moved=0.05), "en")
    west = next(row for row in rows if row["name"] == "West" and row["key"] == "rate")
    assert (west["one"], west["other"]) == (0.25, 0.3)
    assert west["difference"] == pytest.approx(0.05)
    assert west["relative"] == pytest.approx(0.2)
    assert len(rows) == 6 * 3


def test_a_protected_figure_has_no_difference_whatever_the_other_run_tells() -> None:
    hidden, told = plant_outcome(), plant_outcome(hidden=False)
    for pair in ((hidden, told), (told, hidden)):
        north = next(row for row in compare(*pair, "en") if row["name"] == "North" and row["key"] == "rate")
        assert (north["difference"], north["relative"]) == (None, None)
        assert "Hidden: drawn from too few people" in north["why"]


def test_a_place_of_one_run_alone_is_said_not_to_be_in_the_other() -> None:
    one, other = plant_outcome(), plant_outcome()
    other["rows"] = [row for row in other["rows"] if row["zone"] != 2]
    gone = next(row for row in compare(one, other, "en") if row["zone"] == 2)
    assert (gone["one"], gone["other"], gone["difference"]) == (0.5, None, None)
    assert gone["why"] == [None, "not in that run"]


def test_what_both_were_asked_and_are_of_is_told_where_it_differs() -> None:
    one, other = plant_outcome(), plant_outcome()
    assert list_differences(one, other, "en") == []
    other["inputs"] = {**other["inputs"], "admin_level": 8}
    other["recorded"] = "2026-02-02T00:00:00+00:00"
    other["sources"] = []
    assert list_differences(one, other, "en") == [
        {"name": "As known at", "one": "2026-01-02 11:04+08:00", "other": "2026-02-02 08:00+08:00"},
        {"name": "admin_level", "one": "6", "other": "8"},
        {"name": "made", "one": "2024-05-01 08:00+08:00", "other": None},
    ]


def test_a_table_begins_with_what_differs_most_and_ends_with_the_city() -> None:
    one, other = plant_outcome(), plant_outcome(moved=0.05)
    rate, homes, _ = tabulate_comparison(compare(one, other, "zh"), list_columns(other, "zh"), "zh")
    assert (rate["unit"], rate["points"]) == ("%", "百分点")
    first, last = rate["rows"][0], rate["rows"][-1]
    assert (first["name"], first["difference"], first["relative"], first["turn"]) == (
        "West",
        "+5",
        "+20 %",
        "up",
    )
    assert (last["name"], last["difference"]) == ("全市", "+5")
    assert [row["difference"] for row in rate["rows"][1:-1]] == ["0"]
    assert (rate["silent"], rate["same"]) == (3, False), "Of North, South and nowhere neither has a figure."
    assert (homes["silent"], homes["same"]) == (0, True)
