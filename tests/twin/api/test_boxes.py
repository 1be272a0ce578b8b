"""A box is read in any system that is served, in its order of axes, and finds what meets it there."""

from typing import Any

import numpy as np
import pytest

from spatial.crs import move
from tests.factories import LATITUDE, LONGITUDE, fill_layer
from twin.access import NOBODY, rows
from twin.api.boxes import meets, read_numbers
from twin.doorway.problems import BadParameterError
from twin.doorway.systems import System, known
from twin.layer import layers

BUILDINGS = layers["buildings"]
PLACES = {"around": (-0.002, 0.003), "beside": (0.0015, 0.004), "at the corner": (0.0, 0.0)}


@pytest.mark.parametrize("text", ["", "1,2,3", "1,2,3,4,5", "x,0,1,1", "0,0,1,inf"])
def test_what_is_no_row_of_numbers_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_numbers(text)


@pytest.mark.parametrize("numbers", [(1, 2, 9, 3, 4, 8), (0, 2, 1, 1), (181, 0, 1, 1), (0, 0, 1, 91)])
def test_what_is_no_box_of_degrees_is_refused(numbers: tuple[float, ...]) -> None:
    with pytest.raises(BadParameterError, match="longitudes lie within"):
        meets(numbers, known()[0], 4549)


@pytest.mark.django_db
@pytest.mark.parametrize("system", known(), ids=lambda system: system.uri[-6:])
@pytest.mark.parametrize("place", PLACES)
def test_a_box_of_any_system_finds_what_meets_it(system: System, place: str) -> None:
    fill_layer(BUILDINGS, [0])
    least, most = PLACES[place]
    ends = np.array([(LONGITUDE + least, LATITUDE + least), (LONGITUDE + most, LATITUDE + most)])
    corners = move(ends, 4326, system.srid).tolist()
    box = [number for corner in corners for number in (reversed(corner) if system.north_first else corner)]
    found = rows(NOBODY, BUILDINGS).filter(meets(box, system, 4549))
    assert found.count() == (0 if place == "beside" else 1)
    high = [*box[:2], -5.0, *box[2:], 900.0]
    assert rows(NOBODY, BUILDINGS).filter(meets(high, system, 4549)).count() == found.count()


@pytest.mark.django_db
@pytest.mark.parametrize("srid", [4549, 4326])
@pytest.mark.parametrize("system", known(), ids=lambda system: system.uri[-6:])
@pytest.mark.parametrize("huge", [1e8, 1e300])
def test_a_box_far_beyond_a_plan_is_all_that_the_plan_tells(system: System, srid: int, huge: float) -> None:
    box: Any = (-huge, -huge, huge, huge)
    if system.srid in (4326, 4490):
        with pytest.raises(BadParameterError):
            meets(box, system, srid)
    else:
        fill_layer(BUILDINGS, [0])
        found = rows(NOBODY, BUILDINGS).filter(meets(box, system, srid))
        assert srid != 4549 or found.count() == 1
