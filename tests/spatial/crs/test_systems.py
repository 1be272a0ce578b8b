"""Systems are known by every way of naming them; what names none is refused with the option to give."""

import pytest
from pyproj import CRS

from spatial.crs import identify, name_of, parse, parse_heights
from spatial.errors import RefusedError


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


@pytest.mark.parametrize(
    ("declared", "north_first"),
    [("EPSG:4549", True), ("EPSG:6697", True), ("10169", True), ("28992", False), ("CRS84", False)],
)
def test_the_authority_s_order_of_axes_is_known(declared: str, north_first: bool) -> None:
    assert parse(declared).north_first is north_first


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


def test_plan_and_heights_without_a_code_of_their_own_are_known_by_both() -> None:
    compound = CRS.from_user_input("EPSG:4549+5737").to_wkt()
    assert identify(compound) == "4549+5737"
    assert identify(CRS.from_epsg(7415).to_wkt()) == "EPSG:7415"
    assert identify(compound.replace("5737", "0").replace("Yellow Sea 1985", "harbour")) == "EPSG:4549"
    assert name_of(CRS.from_epsg(4549).to_wkt()) == "CGCS2000 / 3-degree Gauss-Kruger CM 120E"
    assert name_of("rubbish") == "rubbish"


@pytest.mark.parametrize(
    ("declared", "code", "vertical"),
    [
        ("GCJ-02", "GCJ-02", None),
        ("gcj02", "GCJ-02", None),
        ("BD-09", "BD-09", None),
        ("bd09ll", "BD-09", None),
        ("GCJ-02+5737", "GCJ-02+5737", 5737),
    ],
)
def test_the_systems_of_web_maps_lie_over_cgcs2000(declared: str, code: str, vertical: int | None) -> None:
    found = parse(declared)
    assert (found.code, found.horizontal, found.vertical, found.geographic) == (code, 4490, vertical, True)
    assert parse(found.code) == found
    assert found.plan == found.way


def test_the_zones_of_cgcs2000_are_known_with_their_datum() -> None:
    for code in range(4491, 4555):
        found = parse(code)
        assert (found.datum, found.north_first, found.is_metric) == (4490, True, True)
