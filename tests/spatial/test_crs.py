"""Coordinate systems are read as declared and agreed on, or refused with the option to give."""

import numpy as np
import pytest
import shapely
from pyproj import CRS

from spatial.crs import (
    Extent,
    agree,
    agree_on_earth,
    declare,
    identify,
    looks_swapped,
    outside,
    parse,
    parse_heights,
    reproject,
)
from spatial.errors import RefusedError
from spatial.format import Asked, Header

DELFT = (84616.0, 447423.0, 85141.0, 447751.0)
ASTANA = (71.3, 51.1, 71.5, 51.2)


def describe(crs: str | None, extent: Extent | None = DELFT, has_heights: bool = True) -> Header:
    """A header with only what an agreement looks at."""
    return Header(crs=crs, has_heights=has_heights, extent=extent)


@pytest.mark.parametrize(
    ("declared", "horizontal", "vertical", "is_3d"),
    [
        ("https://www.opengis.net/def/crs/EPSG/0/7415", 28992, 5709, True),
        ("urn:ogc:def:crs:EPSG::28992", 28992, None, False),
        ("urn:ogc:def:crs:EPSG:6.9:28992", 28992, None, False),
        ("urn:ogc:def:crs,crs:EPSG::28992,crs:EPSG::5709", 28992, 5709, True),
        (
            "http://www.opengis.net/def/crs-compound?1=http://x/EPSG/0/4549&2=http://x/EPSG/0/5737",
            4549,
            5737,
            True,
        ),
        ("EPSG:7415", 28992, 5709, True),
        ("28992+5709", 28992, 5709, True),
        ("epsg:28992+5709", 28992, 5709, True),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", 4326, None, False),
        ("CRS84h", 4326, None, True),
        ("EPSG:6697", 6668, 6695, True),
        (4480, 4490, None, True),
        (4549, 4549, None, False),
    ],
)
def test_a_declared_system_is_split_into_plan_and_heights(
    declared: str | int, horizontal: int, vertical: int | None, is_3d: bool
) -> None:
    found = parse(declared)
    assert (found.horizontal, found.vertical, found.is_3d) == (horizontal, vertical, is_3d)


@pytest.mark.parametrize("declared", ["", "hello", "EPSG:999999", "5709", "5709+28992", "4978", "1+2+3"])
def test_what_names_no_plan_system_is_refused_naming_the_option(declared: str) -> None:
    with pytest.raises(RefusedError, match="--crs EPSG:n"):
        parse(declared)


def test_only_a_height_datum_passes_for_heights() -> None:
    assert parse_heights("EPSG:5737") == 5737
    for wrong in ("4549", "up", "EPSG:999999"):
        with pytest.raises(RefusedError, match=r"--heights|--crs"):
            parse_heights(wrong)


def test_units_and_areas_are_told() -> None:
    assert parse(4549).is_metric
    assert parse(4549).area == pytest.approx((118.5, 24.43, 121.5, 53.33))
    assert parse(3547).unit == pytest.approx(0.3048006)
    assert not parse(3547).is_metric
    assert parse(4490).geographic


def test_lon_lat_goes_to_east_north_to_the_millimetre() -> None:
    points = np.array([shapely.Point(120.159, 30.267), None])
    moved = reproject(points, 4490, 4549)
    assert shapely.get_coordinates(moved[:1])[0] == pytest.approx((515300.094, 3349722.302), abs=0.001)
    assert moved[1] is None
    back = reproject(moved[:1], 4549, 4326)
    assert shapely.get_coordinates(back)[0] == pytest.approx((120.159, 30.267), abs=1e-9)


def test_a_guessed_transformation_and_an_impossible_point_are_refused() -> None:
    with pytest.raises(RefusedError, match="no published transformation"):
        reproject(np.array([shapely.Point(515300, 3349722)]), 2385, 4549)
    with pytest.raises(RefusedError, match="cannot be brought"):
        reproject(np.array([shapely.Point(120, 95)]), 4326, 4549)


def test_points_out_of_reach_are_told_by_their_place_and_the_others_moved() -> None:
    lost: set[int] = set()
    points = np.array([shapely.Point(120, 30), shapely.Point(120, 95), None, shapely.Point(121, 30)])
    moved = reproject(points, 4326, 4549, lost)
    assert lost == {1}
    assert [shape is None for shape in moved] == [False, True, True, False]
    assert shapely.equals_exact(moved[3], reproject(points[3:], 4326, 4549)[0])


@pytest.mark.parametrize(
    ("crs", "extent", "said"),
    [
        (4326, (518000.0, 3349000.0, 518010.0, 3349010.0), "give --crs EPSG:n"),
        (4549, (120.1, 30.2, 120.2, 30.3), "give --crs EPSG:n"),
        (28992, (518000.0, 3349000.0, 518010.0, 3349010.0), "not the file's system"),
        (4326, (30.2, 120.1, 30.3, 120.2), "give --swap-axes"),
        (4549, (3349000.0, 518000.0, 3349010.0, 518010.0), "give --swap-axes"),
    ],
)
def test_data_that_lies_nowhere_in_its_system_is_refused_naming_the_option(
    crs: int, extent: Extent, said: str
) -> None:
    with pytest.raises(RefusedError, match=said):
        agree_on_earth(extent, parse(crs), Asked())


def test_data_may_lie_anywhere_on_earth_and_partly_beyond_its_system() -> None:
    agree_on_earth((-180.0, -90.0, 180.0, 90.0), parse(4326), Asked())
    agree_on_earth((0.0, 0.0, 518010.0, 3349010.0), parse(4549), Asked())
    agree_on_earth((170.0, -45.0, 178.0, -35.0), parse(4167), Asked())
    with pytest.raises(RefusedError, match="leave the option out"):
        agree_on_earth((30.2, 120.1, 30.3, 120.2), parse(4326), Asked(swap_axes=True))


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


def test_legacy_systems_without_parameters_are_refused() -> None:
    xian80 = (515300.0, 3349722.0, 515400.0, 3349822.0)
    with pytest.raises(RefusedError, match="surveying office"):
        agree(describe("EPSG:2385", xian80, has_heights=False), Asked(), 4549, None)


def test_a_definition_is_known_by_its_code_in_the_register_or_not_at_all() -> None:
    assert identify(CRS.from_epsg(4549).to_wkt("WKT1_ESRI")) == "EPSG:4549"
    assert identify(CRS.from_epsg(26910).to_json()) == "EPSG:26910"
    local = (
        CRS.from_epsg(4549)
        .to_wkt("WKT1_GDAL")
        .replace("500000", "512345")
        .replace('AUTHORITY["EPSG","4549"]', "")
    )
    assert identify(local.replace(",]", "]")) is None
    assert identify("rubbish") is None
    assert identify("") is None
