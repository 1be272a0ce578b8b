"""Coordinate systems are read as declared and agreed on, or refused with the option to give."""

import pytest

from spatial.crs import Extent, agree, agree_on_axes, declare, looks_swapped, outside, parse
from spatial.errors import RefusedError
from spatial.format import Asked, Header

DELFT = (84616.0, 447423.0, 85141.0, 447751.0)
ASTANA = (71.3, 51.1, 71.5, 51.2)


def describe(crs: str | None, extent: Extent | None = DELFT, has_heights: bool = True) -> Header:
    """A header with only what an agreement looks at."""
    return Header(crs=crs, has_heights=has_heights, extent=extent)


def test_a_file_without_system_is_refused_naming_crs() -> None:
    with pytest.raises(RefusedError, match="give --crs EPSG:n"):
        agree(describe(None), Asked(), 28992, 5709)
    assert agree(describe(None), Asked(crs="EPSG:7415"), 28992, 5709).horizontal == 28992


def test_a_plan_system_over_3d_data_is_refused_naming_heights() -> None:
    with pytest.raises(RefusedError, match="--heights EPSG:n"):
        agree(describe("EPSG:28992"), Asked(), 28992, 5709)
    agreed = agree(describe("EPSG:28992"), Asked(heights="5709"), 28992, 5709)
    assert (agreed.code, agreed.vertical, agreed.is_3d) == ("28992+5709", 5709, True)
    assert agree(describe("EPSG:28992", has_heights=False), Asked(), 28992, 5709).code == "EPSG:28992"


def test_other_heights_than_the_twins_are_refused() -> None:
    with pytest.raises(RefusedError, match="NAP height, this twin's are Yellow Sea 1985"):
        agree(describe("EPSG:7415"), Asked(), 28992, 5737)
    with pytest.raises(RefusedError, match="above the ellipsoid"):
        agree(describe("EPSG:4979", (4.3, 52.0, 4.4, 52.1)), Asked(), 28992, 5709)
    with pytest.raises(RefusedError, match="up --heights EPSG:5709"):
        agree(describe("EPSG:7415"), Asked(), 28992, None)


def test_heights_asked_for_outweigh_those_declared() -> None:
    assert declare(describe("EPSG:7415"), Asked(heights="5737")).vertical == 5737
    assert declare(describe("EPSG:7415"), Asked(heights="5709")).code == "EPSG:7415"


def test_swapped_axes_are_refused_naming_the_option() -> None:
    north_first = (DELFT[1], DELFT[0], DELFT[3], DELFT[2])
    assert looks_swapped(north_first, parse(28992))
    assert not looks_swapped(DELFT, parse(28992))
    with pytest.raises(RefusedError, match="give --swap-axes"):
        agree(describe("EPSG:7415", north_first), Asked(), 28992, 5709)
    with pytest.raises(RefusedError, match="leave the option out"):
        agree(describe("EPSG:7415", north_first), Asked(swap_axes=True), 28992, 5709)


def test_lat_lon_order_is_seen_against_the_city() -> None:
    lat_first = (ASTANA[1], ASTANA[0], ASTANA[3], ASTANA[2])
    assert agree(describe("EPSG:4326", ASTANA, has_heights=False), Asked(), 32642, None).horizontal == 4326
    with pytest.raises(RefusedError, match="give --swap-axes"):
        agree(describe("EPSG:4326", lat_first, has_heights=False), Asked(), 32642, None)


def test_coordinates_outside_their_system_or_the_city_are_refused() -> None:
    assert outside((1e300, 0, 1e301, 1), parse(28992))
    assert outside((float("nan"),) * 4, parse(4326))
    with pytest.raises(RefusedError, match=r"not the file's system; give --crs"):
        agree(describe("EPSG:28992", (1e6, 1e6, 1.1e6, 1.1e6), has_heights=False), Asked(), 28992, None)
    with pytest.raises(RefusedError, match="outside the city"):
        agree(describe("EPSG:28992", has_heights=False), Asked(), 4549, None)


def refuse(declared: str | None, extent: Extent, asked: Asked | None = None) -> str:
    """The sentence by which a file in Hangzhou is refused."""
    with pytest.raises(RefusedError) as refusal:
        agree(describe(declared, extent, has_heights=False), asked or Asked(), 4549, 5737)
    return str(refusal.value)


PLAIN = (515_300.0, 3_349_700.0, 515_900.0, 3_350_000.0)
NUMBERED = (40_515_300.0, 3_349_700.0, 40_515_900.0, 3_350_000.0)


def test_eastings_with_or_without_a_zone_number_are_refused_naming_the_right_code() -> None:
    assert "carry the zone number 40 in front" in refuse("EPSG:4549", NUMBERED)
    assert refuse("EPSG:4549", NUMBERED).endswith("give --crs EPSG:4528.")
    assert "carry no zone number in front" in refuse("EPSG:4528", PLAIN)
    assert refuse("EPSG:4528", PLAIN).endswith("give --crs EPSG:4549.")
    assert refuse("4549+5737", NUMBERED).endswith("give --crs 4528+5737.")
    assert refuse("EPSG:4490", NUMBERED).endswith("give --crs EPSG:4528.")
    for declared, extent in (("EPSG:4528", NUMBERED), ("EPSG:4549", PLAIN)):
        agree(describe(declared, extent, has_heights=False), Asked(), 4549, None)


def test_northings_first_and_a_zone_number_are_told_together() -> None:
    south, west, north, east = NUMBERED[1], NUMBERED[0], NUMBERED[3], NUMBERED[2]
    assert refuse("EPSG:4549", (south, west, north, east)).endswith("give --crs EPSG:4528 --swap-axes.")
    asked = Asked(crs="EPSG:4549", swap_axes=True)
    assert refuse("EPSG:4549", NUMBERED, asked).endswith("give --crs EPSG:4528.")


def test_axes_are_looked_at_alone_for_what_may_lie_anywhere() -> None:
    city, degrees = parse(4549), parse(4326)
    agree_on_axes((-70, -50, 120, 30), degrees, city, Asked())
    with pytest.raises(RefusedError, match=r"outside its area.*--swap-axes"):
        agree_on_axes((39.9, 116.3, 40.0, 116.4), degrees, city, Asked())


@pytest.mark.parametrize("named", ["GCJ-02", "BD-09"])
def test_the_systems_of_web_maps_are_for_china(named: str) -> None:
    here = describe(named, (120.1, 30.2, 120.2, 30.3), has_heights=False)
    found = agree(here, Asked(), 4549, 5737)
    assert (found.way, found.horizontal) == (named, 4490)
    assert declare(here, Asked(heights="5737")).code == f"{named}+5737"
    with pytest.raises(RefusedError, match="outside the area of"):
        agree(describe(named, (14.4, 50.0, 14.5, 50.1), has_heights=False), Asked(), 32633, None)
    with pytest.raises(RefusedError, match="--swap-axes"):
        agree(describe(named, (30.2, 120.1, 30.3, 120.2), has_heights=False), Asked(), 4549, None)


def test_a_refusal_for_the_place_tells_how_the_file_was_placed() -> None:
    header = Header(crs="EPSG:4549", extent=(0.0, 0.0, 1.0, 1.0), placed="It was placed by hand.")
    with pytest.raises(RefusedError, match=r"--crs EPSG:n\. It was placed by hand\.$"):
        agree(header, Asked(), 4549, None)
