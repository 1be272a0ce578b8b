"""The code that eastings fit is told by the number in front of them."""

import pytest
from pyproj import CRS

from spatial.crs.zones import NUMBERED, PLAIN, neighbours, number_of, suggest


def test_the_codes_are_those_of_the_register() -> None:
    assert len(NUMBERED) == len(PLAIN) == 32
    for number, code in NUMBERED.items():
        system, plain = CRS.from_epsg(code), CRS.from_epsg(PLAIN[code])
        assert system.name.endswith(f"zone {number}")
        width = 3 if "3-degree" in system.name else 6
        meridian = number * 3 if width == 3 else number * 6 - 3
        assert plain.name.endswith(f"CM {meridian}E")
        assert ("3-degree" in plain.name) == (width == 3)


@pytest.mark.parametrize(
    ("declared", "easting", "fitting"),
    [
        (4549, 515_300, None),
        (4549, 40_515_300, 4528),
        (4549, 41_400_000, 4529),
        (4549, 21_400_000, 4499),
        (4528, 515_300, 4549),
        (4528, 40_515_300, None),
        (4499, 400_000, 4510),
        (4490, 40_515_300, 4528),
        (4326, 515_300, None),
        (4549, 12_515_300, None),
        (4549, 3_349_722, None),
        (28992, 40_515_300, None),
        (2437, 40_515_300, None),
    ],
)
def test_a_number_in_front_tells_the_zone(declared: int, easting: float, fitting: int | None) -> None:
    assert suggest(declared, easting, easting + 1000) == fitting


def test_eastings_of_two_zones_or_of_none_tell_nothing() -> None:
    assert suggest(4549, 39_700_000, 40_300_000) is None
    assert [number_of(one) for one in (515_300, 40_515_300, 50_000, -5, 1e300)] == [0, 40, None, None, None]
    assert suggest(4549, float("nan"), float("nan")) is None


def test_a_zone_has_those_beside_it_and_itself_with_the_number_in_front_as_neighbours() -> None:
    assert neighbours(4549) == (4548, 4550, 4528)
    assert neighbours(4513) == (4514, 4534)
    assert neighbours(32650) == (32649, 32651)
    assert neighbours(28992) == ()
