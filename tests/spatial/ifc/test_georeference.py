"""What a model says of its place is read in each of the ways it can say it, with broken words passed over."""

import numpy as np
import pytest

from spatial.ifc.georeference import read_claims
from tests.houses import EAST, HEIGHT, NORTH, House


def test_a_map_conversion_is_read_with_its_system() -> None:
    house = House().convert_to_map(XAxisAbscissa=0.8, XAxisOrdinate=0.6, Scale=0.9998)
    claims = read_claims(house.file)
    [found] = claims.conversions
    assert (found.source, found.east, found.north, found.height) == ("IfcMapConversion", EAST, NORTH, HEIGHT)
    assert (found.axis, found.scale, found.factors) == ((0.8, 0.6), 0.9998, (1.0, 1.0, 1.0))
    assert (found.system.name, found.system.heights, found.system.unit) == ("EPSG:4549", "EPSG:5737", None)
    assert claims.system == found.system


def test_the_unit_of_the_map_is_read() -> None:
    house = House(unit=0.001)
    metre = house.make("IfcSIUnit", UnitType="LENGTHUNIT", Name="METRE")
    house.convert_to_map({"Name": "EPSG:4549", "MapUnit": metre})
    claims = read_claims(house.file)
    assert (claims.unit, claims.system.unit) == (0.001, 1.0)


def test_factors_along_the_axes_are_read_where_the_schema_has_them() -> None:
    house = House("IFC4X3_ADD2")
    system = house.make("IfcProjectedCRS", Name="EPSG:4549")
    house.make(
        "IfcMapConversionScaled",
        SourceCRS=house.context,
        TargetCRS=system,
        Eastings=EAST,
        Northings=NORTH,
        OrthogonalHeight=HEIGHT,
        FactorX=0.9,
        FactorY=1.1,
        FactorZ=1.0,
    )
    [found] = read_claims(house.file).conversions
    assert (found.source, found.factors) == ("IfcMapConversionScaled", (0.9, 1.1, 1.0))


def test_property_sets_stand_in_for_a_conversion() -> None:
    house = House("IFC2X3").tell_map(
        {"Name": "EPSG:4549", "VerticalDatum": "Yellow Sea 1985", "MapUnit": "METRE"}, XAxisAbscissa=0.0
    )
    [found] = read_claims(house.file).conversions
    assert (found.source, found.east, found.axis) == ("ePSet_MapConversion", EAST, (1.0, 0.0))
    assert (found.system.heights, found.system.unit) == ("Yellow Sea 1985", 1.0)


def test_a_conversion_comes_before_property_sets() -> None:
    claims = read_claims(House().tell_map(Eastings=1.0).convert_to_map().file)
    assert [one.source for one in claims.conversions] == ["IfcMapConversion", "ePSet_MapConversion"]


def test_a_site_s_degrees_bear_their_sign_in_every_part() -> None:
    house = House(unit=0.001).refer((30, 14, 24, 500000), (-120, -9, -36), 12.5)
    house.move(house.site, (3.0, 4.0, 5.0))
    [found] = read_claims(house.file).references
    assert found.lat == pytest.approx(30 + 14 / 60 + 24.5 / 3600)
    assert found.lon == pytest.approx(-(120 + 9 / 60 + 36 / 3600))
    assert found.elevation == 12.5
    assert found.anchor[:3, 3].tolist() == [3.0, 4.0, 5.0]


@pytest.mark.parametrize("lat", [(0, 0, 0), (1,), (400, 0, 0)])
def test_degrees_that_are_none_are_no_claim(lat: tuple[int, ...]) -> None:
    assert read_claims(House().refer(lat, (0, 0, 0)).file).references == ()


def test_the_frame_and_true_north_are_those_of_the_context() -> None:
    house = House(unit=0.001).turn_north(0.5, 0.75**0.5)
    house.context.WorldCoordinateSystem = house.axes((10.0, 20.0, 30.0))
    claims = read_claims(house.file)
    assert claims.frame[:3, 3] == pytest.approx(np.array([10.0, 20.0, 30.0]))
    assert np.degrees(claims.north) == pytest.approx(-30.0)


def test_a_model_that_says_nothing_claims_nothing() -> None:
    claims = read_claims(House().file)
    assert (claims.conversions, claims.references, claims.system.name) == ((), (), None)


def test_figures_that_are_no_numbers_are_no_claim() -> None:
    house = House("IFC2X3")
    house.tell(house.site, "EPSET_MapConversion", Eastings="far", Northings="up")
    assert read_claims(house.file).conversions == ()
