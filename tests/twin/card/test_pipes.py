"""Pipelines under a site and beside it are told by their layers' audience; what is unknown stays so."""

from dataclasses import replace

import pytest
from django.contrib.gis.geos import LineString

from tests.factories import outline
from tests.housing import HOUSING, build_estate, pipe
from twin.access import NOBODY, Viewer
from twin.card import gather
from twin.card.card import Pipes
from twin.layer import STAFF, layers
from twin.models import Openness

pytestmark = pytest.mark.django_db


def line(metres_east: float) -> LineString:
    """A line from south to north, so far east of the building."""
    _, south, east, north = outline("polygon", 0).extent
    east += metres_east / 96_250
    return LineString((east, south), (east, north), srid=4326)


def told(viewer: Viewer = NOBODY) -> Pipes:
    """What is told of pipes at the site."""
    found = gather(viewer, build_estate(0).house.thing_id).pipes
    assert found is not None
    return found


def test_without_data_none_is_claimed_to_be_absent() -> None:
    assert (told().open, told().held, told().near) == (True, False, ())


def test_those_within_five_metres_come_nearest_first_with_their_distance() -> None:
    pipe("near", line(3), diameter=300.0, material="PE", vertical="depth", start_z=1.2, end_z=1.4)
    pipe("under", line(-20))
    pipe("far", line(9))
    under, near = told().near
    assert (under.code, under.distance, under.section, under.levels) == ("under", 0, None, (None, None))
    assert (near.code, near.section, near.levels) == ("near", "Φ300", (1.2, 1.4))
    assert near.distance == pytest.approx(3, abs=0.2)


def test_a_section_that_is_not_round_is_told_by_both_sides() -> None:
    pipe("box", line(1), width=800.0, height=600.0)
    assert told().near[0].section == "800 × 600"


def test_a_pipe_closed_to_the_public_is_told_to_staff_alone() -> None:
    pipe("secret", line(1), openness=Openness.LIMITED)
    assert told().near == ()
    assert len(told(HOUSING).near) == 1


def test_layers_for_staff_are_said_to_be_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe("near", line(1))
    for id, layer in layers.entries.items():
        if layer.model == "Link":
            monkeypatch.setitem(layers.entries, id, replace(layer, audience=STAFF))
    assert (told().open, told().near) == (False, ())
    assert len(told(HOUSING).near) == 1
