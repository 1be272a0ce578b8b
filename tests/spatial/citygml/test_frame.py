"""The order of axes follows the way a system is named, over the file, a geometry, and what was asked."""

from pathlib import Path

import pytest

from spatial.citygml.frame import Frame, WrongGeometryError, open_frame
from spatial.format import Asked
from tests.citygml import building, element, envelope, square, surface, write


@pytest.mark.parametrize(
    ("name", "turned"),
    [
        ("http://www.opengis.net/def/crs/EPSG/0/6697", True),
        ("urn:ogc:def:crs:EPSG::4490", True),
        ("urn:ogc:def:crs,crs:EPSG::4549,crs:EPSG::5737", True),
        ("http://www.opengis.net/def/crs/EPSG/0/10169", True),
        ("EPSG:4326", False),
        ("urn:ogc:def:crs:EPSG::28992", False),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", False),
        ("urn:adv:crs:DE_DHDN_3GK3", False),
        (None, False),
    ],
)
def test_an_address_or_urn_keeps_to_the_authority_s_order(name: str | None, turned: bool) -> None:
    assert Frame(name, 3, "2.0", Asked()).place.turned is turned
    assert Frame(name, 3, "2.0", Asked(swap_axes=True)).place.turned is not turned


def test_what_was_asked_names_the_system_in_the_form_of_the_file() -> None:
    named = "urn:adv:crs:ETRS89_UTM32*DE_DHHN2016_NH"
    assert not Frame(named, 3, "2.0", Asked(crs="EPSG:25832")).place.turned
    assert Frame(named, 3, "2.0", Asked(crs="EPSG:4549")).place.turned
    assert not Frame(None, 3, "2.0", Asked(crs="EPSG:4549")).place.turned
    assert Frame(None, 3, "2.0", Asked(crs="urn:ogc:def:crs:EPSG::4549")).place.turned


def test_an_element_may_say_its_own_dimension_and_an_equal_system() -> None:
    frame = Frame("http://www.opengis.net/def/crs/EPSG/0/6697", 3, "2.0", Asked())
    assert frame.enter(element("<gml:Point/>"), frame.place) == frame.place
    flat = frame.enter(element('<gml:Point srsName="EPSG:6668" srsDimension="2"/>'), frame.place)
    assert flat == ("EPSG:6668", False, 2)


@pytest.mark.parametrize(
    ("attribute", "code"),
    [
        ('srsName="EPSG:6676"', "SYSTEM_DIFFERS"),
        ('srsName="EPSG:99999"', "SYSTEM_UNKNOWN"),
        ('srsName="somewhere"', "SYSTEM_UNKNOWN"),
        ('srsDimension="4"', "DIMENSION_UNKNOWN"),
    ],
)
def test_a_foreign_or_unknown_system_is_wrong_each_time_it_is_named(attribute: str, code: str) -> None:
    frame = Frame("http://www.opengis.net/def/crs/EPSG/0/6697", 3, "2.0", Asked())
    for _ in range(2):
        with pytest.raises(WrongGeometryError) as caught:
            frame.enter(element(f"<gml:Point {attribute}/>"), frame.place)
        assert caught.value.code == code


def test_an_asked_system_stands_for_every_name_in_the_file() -> None:
    frame = Frame("EPSG:6697", 3, "2.0", Asked(crs="EPSG:4549"))
    assert frame.enter(element('<gml:Point srsName="EPSG:6676"/>'), frame.place).system == "EPSG:6676"


def test_a_file_s_envelope_says_the_system_and_the_numbers_to_a_point(tmp_path: Path) -> None:
    frame = open_frame(write(tmp_path, building(), version="1.0", head=envelope("EPSG:4549", "1 2")), Asked())
    assert (frame.name, frame.place.dimension, frame.version) == ("EPSG:4549", 2, "1.0")


def test_without_an_envelope_the_first_geometry_that_names_a_system_says_it(tmp_path: Path) -> None:
    named = surface(square()).replace("<gml:MultiSurface", '<gml:MultiSurface srsName="EPSG:4549"')
    plan = f"<bldg:lod2MultiSurface>{named}</bldg:lod2MultiSurface>"
    path = write(tmp_path, building(), building(plan, id="c"), head="")
    frame = open_frame(path, Asked())
    assert (frame.name, frame.place.dimension) == ("EPSG:4549", 3)
    silent = open_frame(write(tmp_path, building(), head=""), Asked())
    assert (silent.name, silent.place.turned) == (None, False)
