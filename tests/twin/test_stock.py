"""The stock is kept in step: a refresh changes what differs, and equals a recount from nothing."""

from typing import Any

import pytest
from django.utils import timezone

from tests.stock import dwelling, house, stand
from twin.access import state
from twin.layer import layers
from twin.models import Building, Dwelling, House, Stock, Tie
from twin.stock import Refreshed, refresh

pytestmark = pytest.mark.django_db
OWN = {"id", "recorded", "digest"}


def current() -> list[dict[str, Any]]:
    """The content of the rows that stand."""
    rows = Stock.objects.filter(recorded__upper_inf=True).order_by("thing_id").values()
    return [{name: value for name, value in row.items() if name not in OWN} for row in rows]


@pytest.fixture
def town() -> None:
    """Three buildings of two dwellings each."""
    for at in range(3):
        home = house(f"h{at}", stand(f"b{at}", at), year=1990 + 10 * at)
        for side in "ew":
            dwelling(f"d{at}{side}", home, use_state="occupied")


def test_a_second_refresh_finds_nothing_to_do_and_raises_no_version(town: None) -> None:
    assert refresh() == Refreshed(buildings=3, opened=3, closed=0)
    version = state(layers["housing-age"]).version
    assert refresh() == Refreshed(buildings=3, opened=0, closed=0)
    assert state(layers["housing-age"]).version == version == 1


def test_only_the_building_that_changed_gets_a_new_row(town: None) -> None:
    refresh()
    Dwelling.objects.filter(code="d1e").update(use_state="vacant")
    assert refresh() == Refreshed(buildings=3, opened=1, closed=1)
    assert list(Stock.objects.filter(code="b1").order_by("id").values_list("vacant", flat=True)) == [0, 1]
    assert state(layers["housing-age"]).version == 2


def test_after_any_changes_the_kept_stock_equals_a_recount_from_nothing(town: None) -> None:
    refresh()
    now = timezone.now()
    House.objects.filter(code="h0").update(safety="D")
    Tie.objects.filter(thing__code="d1w").update(recorded=(None, now))
    Building.objects.filter(code="b2").update(recorded=(None, now))
    dwelling("new", house("more", stand("b3", 3)), use_state="vacant")
    refresh()
    kept = current()
    Stock.objects.all().delete()
    refresh()
    assert current() == kept
    assert [row["code"] for row in kept] == ["b0", "b1", "b3"]


def test_a_building_without_a_house_holds_no_stock(town: None) -> None:
    stand("alone", 5)
    assert refresh().buildings == 3


def test_the_classes_of_a_graded_layer_are_kept_with_its_revision(town: None) -> None:
    refresh()
    classes = state(layers["housing-density"]).classes
    assert classes is not None and classes.bounds == (2.0,)
    assert state(layers["housing-age"]).classes is None
