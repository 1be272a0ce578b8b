"""A building model is read apart: what it says of itself first, then its records; broken ones are refused."""

from pathlib import Path

import pytest

from spatial.crs import agree
from spatial.errors import RefusedError
from spatial.format import Asked
from spatial.formats.ifc import FORMAT, header, read
from spatial.records import CityObject
from tests.houses import EAST, NORTH, House


def test_a_header_tells_system_heights_and_where_a_sample_lies(tmp_path: Path) -> None:
    found = header(House().convert_to_map().write(tmp_path / "house.ifc"), Asked())
    assert (found.crs, found.heights, found.has_heights) == ("EPSG:4549", "EPSG:5737", True)
    assert (found.version, found.title, found.total) == ("IFC4", "河坊书屋", 21)
    assert found.extent is not None
    west, south, east, north = found.extent
    assert EAST <= west < east <= EAST + 10.001
    assert NORTH <= south < north <= NORTH + 8.001


def test_a_model_elsewhere_is_refused_with_all_it_claims(tmp_path: Path) -> None:
    house = House().convert_to_map({"Name": "EPSG:2169"}, Eastings=76670.0, Northings=77179.0)
    house.refer((41, 52, 27, 840000), (-87, -38, -21, -839999))
    found = header(house.write(tmp_path / "house.ifc"), Asked(heights="EPSG:5737"))
    with pytest.raises(RefusedError, match="outside the city") as refusal:
        agree(found, Asked(heights="EPSG:5737"), 4549, 5737)
    assert "IfcMapConversion (east 76670.000, north 77179.000" in str(refusal.value)
    assert "Not used: IfcSite (latitude 41.874400, longitude -87.639400" in str(refusal.value)


def test_heights_without_a_datum_must_be_named(tmp_path: Path) -> None:
    path = House().convert_to_map({"Name": "EPSG:4549"}).write(tmp_path / "house.ifc")
    with pytest.raises(RefusedError, match="give --heights"):
        agree(header(path, Asked()), Asked(), 4549, 5737)
    asked = Asked(heights="EPSG:5737")
    assert agree(header(path, asked), asked, 4549, 5737).vertical == 5737


def test_a_site_s_degrees_are_enough_with_heights_named(tmp_path: Path) -> None:
    house = House("IFC2X3").refer((30, 15, 0), (120, 12, 0), 7.0)
    path, asked = house.write(tmp_path / "house.ifc"), Asked(heights="EPSG:5737")
    assert agree(header(path, asked), asked, 4549, 5737).code == "32651+5737"
    [*_, building] = [one for one in read(path, asked) if isinstance(one, CityObject)]
    assert building.footprint is not None
    assert building.footprint.area == pytest.approx(80 * 1.001, rel=0.0005)


@pytest.mark.parametrize("change", [("IFC4", "IFC5"), ("END-ISO", "END-OSI")])
def test_what_is_not_read_is_refused_before_any_process_begins(
    tmp_path: Path, change: tuple[str, str]
) -> None:
    path = House().convert_to_map().write(tmp_path / "house.ifc")
    path.write_text(path.read_text().replace(*change))
    for read_it in (header, read):
        with pytest.raises(RefusedError):
            list(read_it(path, Asked()))  # type: ignore[call-overload]


def test_what_kills_the_reader_is_a_sentence(tmp_path: Path) -> None:
    house = House().convert_to_map()
    house.site.ObjectPlacement.PlacementRelTo = house.storeys[0].ObjectPlacement
    path = house.write(tmp_path / "house.ifc")
    with pytest.raises(RefusedError, match=r"^house\.ifc cannot be read: its reader died of it \(SIGSEGV\)"):
        list(read(path, Asked()))


def test_a_folder_is_no_model(tmp_path: Path) -> None:
    assert FORMAT.files(tmp_path) == []
