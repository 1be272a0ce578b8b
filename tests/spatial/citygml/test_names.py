"""Names are known by their vocabulary, whatever version and prefix a file uses."""

import pytest

from spatial.citygml.names import id_of, level_of, name_of, version_of
from tests.citygml import element


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("{http://www.opengis.net/citygml/building/2.0}Building", ("bldg", "Building")),
        ("{http://www.opengis.net/citygml/building/1.0}Building", ("bldg", "Building")),
        ("{http://www.opengis.net/citygml/2.0}cityObjectMember", ("core", "cityObjectMember")),
        ("{http://www.opengis.net/gml}name", ("gml", "name")),
        ("{http://www.opengis.net/gml/3.2}name", ("gml", "name")),
        ("{urn:oasis:names:tc:ciq:xsdschema:xAL:2.0}Country", ("xal", "Country")),
        ("{https://www.geospatial.jp/iur/uro/2.0}Pipe", ("uro", "Pipe")),
        (
            "{http://www.kantei.go.jp/jp/singi/tiiki/toshisaisei/itoshisaisei/iur/urf/1.4}Zone",
            ("urf", "Zone"),
        ),
        ("{http://example.org/own}Thing", ("ade", "Thing")),
        ("Thing", ("ade", "Thing")),
    ],
)
def test_a_tag_has_a_vocabulary_and_a_local_name(tag: str, name: tuple[str, str]) -> None:
    assert name_of(tag) == name


def test_a_geometry_property_tells_its_level_of_detail() -> None:
    assert level_of("lod2MultiSurface") == ("2", "MultiSurface")
    assert level_of("lod0RoofEdge") == ("0", "RoofEdge")
    assert level_of("lod") is None
    assert level_of("measuredHeight") is None


def test_only_a_city_model_has_a_version() -> None:
    assert version_of("{http://www.opengis.net/citygml/1.0}CityModel") == "1.0"
    assert version_of("{http://www.opengis.net/citygml/building/2.0}CityModel") is None
    assert version_of("{http://example.org}CityModel") is None


def test_an_id_is_gml_s_of_either_version() -> None:
    assert id_of(element('<bldg:Room gml:id="a"/>')) == "a"
    later = '<x xmlns:g="http://www.opengis.net/gml/3.2" g:id="b"/>'
    assert id_of(element(later)) == "b"
    assert id_of(element("<bldg:Room/>")) is None
