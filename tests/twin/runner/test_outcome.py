"""An outcome tells its figures as rows with what they are to be quoted with."""

import json
import math

import pytest

from spatial.analysis import Flows, analyses
from spatial.figures import tell
from tests.columns import codes, numbers
from tests.registers import LOADED, Planted
from twin.access import NOBODY, NOW, Times
from twin.models import Dataset, Openness
from twin.runner.outcome import list_sources, write_flows, write_number, write_outcome
from twin.runner.zone import Zone, Zoning


def test_rows_are_the_zones_what_lies_in_none_and_the_city() -> None:
    series = tell("dwellings", numbers(1, 2.5, float("nan")), numbers(0, 0, 0), part="vacant")
    zoning = Zoning(id="x", zones=(Zone(id=7, code="c", name="n"),))
    outcome = write_outcome(analyses["vacancy"], {}, (series,), zoning)
    assert [(row["place"], row["zone"], row["value"]) for row in outcome["rows"]] == [
        ("zone", 7, 1),
        ("unplaced", None, 2.5),
        ("city", None, None),
    ]
    assert outcome["reasons"] == {"not-known": {"zh": "没有已知数据", "en": "Nothing is known of it"}}
    assert json.loads(json.dumps(outcome)) == outcome
    [city] = write_outcome(analyses["vacancy"], {}, (series,), Zoning())["rows"]
    assert city["place"] == "city"


def test_flows_below_the_least_asked_for_are_not_listed_nor_counted_as_left_out() -> None:
    flows = Flows(
        measure="flows",
        origin=codes(0, 1, 0),
        destination=codes(1, 0, 0),
        count=numbers(20, 9, 10),
        people=True,
        hidden=3,
        least=10,
    )
    told = write_flows(flows)
    assert told["rows"] == [[0, 1, 20], [0, 0, 10]]
    assert (told["left_out"], told["hidden"]) == ({"flows": 0, "count": 0}, 3)


def test_whole_figures_are_integers_and_unknown_ones_null() -> None:
    assert [write_number(figure) for figure in (3.0, 0.5, math.nan)] == [3, 0.5, None]
    assert isinstance(write_number(3.0), int)


@pytest.mark.django_db
def test_sources_are_told_with_their_latest_load_to_those_who_may_know() -> None:
    Planted()
    assert list_sources({"dwelling"}, NOBODY, NOW) == [{"dataset": "made", "loaded": LOADED.isoformat()}]
    assert list_sources({"road"}, NOBODY, NOW) == []
    assert list_sources({"dwelling"}, NOBODY, Times(recorded=LOADED.replace(year=2023))) == []
    Dataset.objects.update(openness=Openness.CLOSED)
    assert list_sources({"dwelling"}, NOBODY, NOW) == []
