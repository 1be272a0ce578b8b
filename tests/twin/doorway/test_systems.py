"""Every system a twin serves is found by its names, and told in the order of axes its authority gives."""

import pytest
from pyproj import CRS

from twin.doorway.systems import CRS84, CRS84H, find_system, known, name_storage, serve

EPSG = "http://www.opengis.net/def/crs/EPSG/0/"


def test_the_usual_system_comes_first_and_the_storage_system_has_its_neighbours() -> None:
    codes = [one.uri.removeprefix(EPSG) for one in known()]
    assert codes == [CRS84.uri, CRS84H.uri, "4326", "3857", "4490", "4549", "4548", "4550", "4528"]


@pytest.mark.parametrize("storage", [4549, 4528, 32650, 28992, 4326])
def test_the_order_of_axes_is_the_authoritys(storage: int) -> None:
    for one in serve(storage).values():
        first = CRS.from_user_input(one.uri).axis_info[0].direction
        assert one.north_first == (first == "north"), one.uri


@pytest.mark.parametrize(
    "name", [f"{EPSG}4490", "urn:ogc:def:crs:EPSG::4490", "EPSG:4490", "[EPSG:4490]", f"{EPSG[:-2]}9.9/4490"]
)
def test_a_system_is_found_by_each_of_its_names(name: str) -> None:
    assert find_system(name).uri == f"{EPSG}4490"


@pytest.mark.parametrize(
    "name", [CRS84.uri, "https://www.opengis.net/def/crs/OGC/1.3/CRS84", "OGC:CRS84", "CRS84", "[OGC:CRS84]"]
)
def test_longitude_and_latitude_are_found_by_each_of_their_names(name: str) -> None:
    assert find_system(name) == CRS84
    assert find_system("http://www.opengis.net/def/crs/OGC/0/CRS84h") == CRS84H


@pytest.mark.parametrize(
    "name", ["", "EPSG:28992", "EPSG:999999", "CRS83", "EPSG", f"{EPSG}4490/../..", "４４９０"]
)
def test_what_is_not_served_is_refused(name: str) -> None:
    with pytest.raises(ValueError):
        find_system(name)


def test_rows_in_degrees_are_stored_longitude_first() -> None:
    assert name_storage(4326) == CRS84.uri
    assert name_storage(4549) == f"{EPSG}4549"
