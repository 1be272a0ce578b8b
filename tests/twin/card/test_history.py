"""The history tells each turn with its load and file, and nothing that is closed to the viewer."""

import pytest
from django.contrib.gis.geos import Point
from django.utils import timezone

from tests.claims import register
from tests.housing import HOUSING, build_estate
from twin.access import NOBODY, Viewer
from twin.card import gather
from twin.card.card import Event, Turn

pytestmark = pytest.mark.django_db


def events(viewer: Viewer, thing: int, kind: str) -> list[Event]:
    """The history of a kind of thing on a card, newest first."""
    return [event for event in gather(viewer, thing).history if event.kind == kind]


def test_a_change_names_the_field_before_and_after_and_the_file() -> None:
    house = build_estate(0).house
    register("House", "bureau", "H1", safety="D", year=1998)
    changed, first = events(NOBODY, house.thing_id, "house")
    assert (first.turn, changed.turn) == (Turn.FIRST, Turn.CHANGED)
    told = {field.name: (before, after) for field, before, after in changed.changes}
    assert told["safety"] == ("C", "D")
    assert "year" not in told
    assert changed.origin is not None
    assert changed.origin.file == "bureau.csv"


def test_a_price_that_changed_is_not_told_to_strangers() -> None:
    [home] = build_estate(1).dwellings
    register("Dwelling", "bureau", "D0", price=1.0)
    names = [
        {field.name for field, _, _ in events(viewer, home.thing_id, "dwelling")[0].changes}
        for viewer in (NOBODY, HOUSING)
    ]
    assert "price" not in names[0]
    assert "price" in names[1]


def test_a_new_place_is_a_turn_too() -> None:
    house = build_estate(0).house
    register("House", "bureau", "H1", footprint=Point(514_500, 3_347_500, srid=4549))
    assert events(NOBODY, house.thing_id, "house")[0].reshaped


def test_what_its_source_no_longer_tells_has_an_end() -> None:
    house = build_estate(0).house
    house.refresh_from_db()
    house.recorded = (house.recorded.lower, timezone.now())
    house.save(update_fields=["recorded"])
    ended, first = events(NOBODY, house.thing_id, "house")
    assert (ended.turn, first.turn) == (Turn.ENDED, Turn.FIRST)
    assert ended.origin is None
