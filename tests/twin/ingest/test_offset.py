"""What lies off the twin's things as GCJ-02 would put it is told; what lies in its place is not."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
import shapely
from django.contrib.gis.geos import GEOSGeometry

from spatial.crs import move
from spatial.gcj02 import obscure
from spatial.generator.city import generate
from spatial.records import CityObject
from twin.ingest.offset import look_for_offset
from twin.ingest.staging import Stage
from twin.models import AdminArea, Building

pytestmark = pytest.mark.usefixtures("hangzhou")
Shift = Callable[[np.ndarray], np.ndarray]


def stay(points: np.ndarray) -> np.ndarray:
    """Where they are."""
    return points


def hide(points: np.ndarray) -> np.ndarray:
    """Where GCJ-02 would have them."""
    return move(obscure(move(points, 4549, 4490)), 4490, 4549)


def survey(points: np.ndarray) -> np.ndarray:
    """Where another survey has them: some decimetres off, each another way."""
    return points + np.random.default_rng(int(points[0, 0])).normal(0, 0.35, points.shape)


def aside(points: np.ndarray) -> np.ndarray:
    """As far off as GCJ-02, but to the other side."""
    return 2 * points - hide(points)


@cache
def draw_city(seed: int) -> list[CityObject]:
    """The records of a district at this place; the twin holds that of seed 1."""
    return [record for record in generate(300, seed) if isinstance(record, CityObject) and record.footprint]


def stage(kind: str, shift: Shift, every: int = 1, seed: int = 1) -> Stage:
    """A district's things of a kind on their way in, each shifted as a whole."""
    made = Stage(4549, kept=10)
    chosen = [record for record in draw_city(seed) if type(record).__name__ == kind][::every]
    moved = []
    for record in chosen:
        assert record.footprint is not None
        at = np.array(record.footprint.centroid.coords)
        off = (shift(at) - at)[0]
        moved.append(replace(record, footprint=shapely.transform(record.footprint, lambda p, o=off: p + o)))
    list(made.take(moved))
    return made


def offsets(made: Stage) -> list[str]:
    """What is told of GCJ-02."""
    look_for_offset(made)
    return [issue.message for issue in made.issues if issue.code == "LOOKS_LIKE_GCJ02"]


@pytest.mark.parametrize("kind", ["Building", "Road", "Address"])
def test_what_lies_off_as_gcj_02_would_have_it_is_told(kind: str) -> None:
    [message] = offsets(stage(kind, hide))
    assert "520 m off" in message
    assert "--crs GCJ-02" in message


@pytest.mark.parametrize("kind", ["Building", "Road", "Address", "Place"])
@pytest.mark.parametrize("shift", [stay, survey, aside])
def test_what_lies_in_its_place_or_off_otherwise_is_not(kind: str, shift: Shift) -> None:
    assert offsets(stage(kind, shift)) == []


def test_another_survey_off_as_gcj_02_is_told_for_all_its_noise() -> None:
    assert offsets(stage("Building", lambda points: hide(survey(points))))


@pytest.mark.parametrize("shift", [hide, stay, aside])
def test_the_area_tells_where_the_twin_holds_no_such_things(shift: Shift) -> None:
    houses = [one.footprint for one in draw_city(1) if type(one).__name__ == "Building"]
    outline = GEOSGeometry(shapely.MultiPolygon([shapely.union_all(houses).convex_hull]).wkt, srid=4549)
    AdminArea.objects.update(footprint=outline)
    Building.objects.all().delete()
    told = offsets(stage("Building", shift))
    assert ["administrative area" in message for message in told] == ([True] if shift is hide else [])


@pytest.mark.parametrize("shift", [stay, aside])
def test_what_has_nothing_to_do_with_the_twin_s_things_tells_nothing(shift: Shift) -> None:
    assert offsets(stage("Building", shift, seed=2)) == []


def test_a_handful_of_things_tells_nothing() -> None:
    assert offsets(stage("Building", hide, every=40)) == []
