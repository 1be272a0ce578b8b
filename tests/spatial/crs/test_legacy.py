"""Systems of before CGCS2000 are refused with what is to be asked for and where to put it."""

import pytest
from pyproj import CRS

from spatial.crs import declare, identify, parse
from spatial.crs.legacy import refuse_legacy
from spatial.errors import RefusedError
from spatial.format import Asked, Header


@pytest.mark.parametrize(
    ("code", "spelt"),
    [
        (2385, "+proj=tmerc +lat_0=0 +lon_0=120 +k=1 +x_0=500000 +y_0=0 +ellps=IAU76"),
        (2437, "+proj=tmerc +lat_0=0 +lon_0=120 +k=1 +x_0=500000 +y_0=0 +ellps=krass"),
        (2436, "+lon_0=117"),
        (2416, "+x_0=40500000"),
        (4214, "+proj=longlat +ellps=krass"),
        (4610, "+proj=longlat"),
        (4555, "+proj=longlat +ellps=krass"),
    ],
)
def test_they_are_refused_with_the_string_to_complete(code: int, spelt: str) -> None:
    with pytest.raises(RefusedError) as refusal:
        declare(Header(crs=f"EPSG:{code}"), Asked())
    said = str(refusal.value)
    for part in (spelt, "+towgs84=dx,dy,dz,rx,ry,rz,ds", "seven parameters", "TWIN_LOCAL_CRS", "--crs local"):
        assert part in said


def test_a_shapefile_s_own_words_for_them_are_understood() -> None:
    found = identify(CRS.from_epsg(2385).to_wkt("WKT1_ESRI"))
    assert found == "EPSG:2385"


@pytest.mark.parametrize("code", [4490, 4549, 4528, 4326, 28992, "GCJ-02"])
def test_others_pass(code: int | str) -> None:
    refuse_legacy(parse(code))
