"""A tile tells the city's figures of a kept run, or why it tells none."""

from typing import Any

import pytest

from spatial.analysis import analyses
from spatial.errors import RefusedError
from tests.outcomes import plant_outcome
from tests.registers import Planted
from twin.access import NOBODY, Viewer
from twin.api import dashboard
from twin.api.dashboard import THEMES, Told, make_tile, tell_city
from twin.layer import EVERYONE
from twin.models import Run
from twin.runner import Asker, jobs

pytestmark = pytest.mark.usefixtures("ledger")
STAFF, ANYBODY = Asker("li", Viewer(EVERYONE)), Asker("", NOBODY)
VACANCY = analyses["vacancy"]
TOLD = Told(analysis="vacancy", headline="vacancy-rate")


def test_the_city_is_told_with_its_headline_first_and_its_zones_greatest_first() -> None:
    told = tell_city(plant_outcome(), "homes", "en")
    assert (told["headline"]["title"], told["headline"]["text"]) == ("Homes · old", "12")
    assert [one["title"] for one in told["beside"]] == ["new", "Rate"]
    assert told["beside"][1]["unknown"] == 3
    assert [(one["name"], one["height"]) for one in told["spread"]] == [
        ("North", 100),
        ("=1+1", 80),
        ("West", 60),
        ("South", 0),
    ]
    first = tell_city(plant_outcome(), None, "zh")["headline"]
    assert (first["title"], first["text"], first["unit_words"]) == ("比例", "30", "%")


def test_a_figure_of_the_city_alone_has_no_spread() -> None:
    outcome = plant_outcome()
    outcome["rows"] = [row for row in outcome["rows"] if row["place"] == "city" or row["measure"] != "rate"]
    told = tell_city(outcome, "rate", "en")
    assert (told["headline"]["text"], told["spread"]) == ("30", [])


def test_a_protected_figure_is_told_as_such_and_not_as_nought() -> None:
    outcome = plant_outcome()
    city = next(row for row in outcome["rows"] if row["place"] == "city" and row["measure"] == "rate")
    city |= {"value": None, "unknown": None, "reason": "protected"}
    told = tell_city(outcome, "rate", "en")["headline"]
    assert (told["value"], told["text"], told["why"]) == (None, None, "Hidden: drawn from too few people")


def test_a_tile_is_of_the_run_that_is_kept_until_something_changes() -> None:
    Planted()
    first = make_tile(TOLD, VACANCY, {}, STAFF, "en")
    again = make_tile(TOLD, VACANCY, {}, STAFF, "en")
    assert first["state"] == "told" and first["job"] == again["job"]
    assert Run.objects.count() == 1
    assert make_tile(TOLD, VACANCY, {}, ANYBODY, "en")["job"] != first["job"]


def test_what_may_not_be_seen_says_why() -> None:
    tile = make_tile(Told(analysis="affordability"), analyses["affordability"], {}, ANYBODY, "en")
    assert (tile["state"], "housing bureau" in tile["why"]) == ("refused", True)
    tile = make_tile(TOLD, VACANCY, {"zoning": "moon"}, ANYBODY, "en")
    assert (tile["state"], "moon" in tile["why"]) == ("refused", True)


def test_what_takes_too_long_is_awaited_by_one_job(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> Any:
        raise RefusedError("The figures were not ready.")

    monkeypatch.setattr(dashboard, "renew", refuse)
    tiles = [make_tile(TOLD, VACANCY, {}, STAFF, "en") for _ in range(2)]
    assert [tile["state"] for tile in tiles] == ["waiting", "waiting"]
    assert {tile["job"] for tile in tiles} == {str(Run.objects.get().id)}
    monkeypatch.setattr(jobs, "MOST_WAITING", 0)
    refused = make_tile(TOLD, VACANCY, {}, ANYBODY, "en")
    assert (refused["state"], "wait already" in refused["why"]) == ("refused", True)


def test_the_headlines_named_are_measures_of_their_analyses() -> None:
    for told in (told for theme in THEMES for told in theme.told if told.headline):
        assert told.headline in {measure.id for measure in analyses[told.analysis].measures}
