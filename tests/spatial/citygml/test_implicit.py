"""A model told once stands where it is put: as an instance in metres, as a point in degrees."""

from pathlib import Path

import pytest

from spatial.format import Asked
from spatial.solids import read_faces
from tests.citygml import EAST, NORTH, gather, square, surface, write

CORNERS = "0 0 0 1 0 0 0 2 0 0 0 0"
MODEL = (
    '<core:relativeGMLGeometry><gml:MultiSurface gml:id="m"><gml:surfaceMember><gml:Polygon><gml:exterior>'
    f"<gml:LinearRing><gml:posList>{CORNERS}</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>"
    "</gml:surfaceMember></gml:MultiSurface></core:relativeGMLGeometry>"
)
MATRIX = "<core:transformationMatrix>1 0 0 0 0 1 0 0 0 0 1 0 0 0 0 1</core:transformationMatrix>"
POINT = (
    f"<core:referencePoint><gml:Point><gml:pos>{NORTH} {EAST} 5</gml:pos></gml:Point></core:referencePoint>"
)


def lamp(inner: str, id: str = "a") -> str:
    """A lamp that is a model at a point."""
    return (
        f'<frn:CityFurniture gml:id="{id}"><frn:lod3ImplicitRepresentation><core:ImplicitGeometry>{inner}'
        "</core:ImplicitGeometry></frn:lod3ImplicitRepresentation></frn:CityFurniture>"
    )


def test_a_model_is_an_instance_that_stands_at_its_point_in_the_file_s_order(tmp_path: Path) -> None:
    [thing] = gather(write(tmp_path, lamp(MATRIX + MODEL + POINT)))
    [face] = read_faces(thing.body)
    assert face.lod == "3"
    assert face.rings[0].tolist() == [[EAST, NORTH, 5], [EAST, NORTH + 1, 5], [EAST + 2, NORTH, 5]]
    assert thing.attributes["implicitRepresentation"]["lod"] == "3"


def test_a_model_of_another_member_is_put_in_place_too(tmp_path: Path) -> None:
    linked = lamp(f'{MATRIX}<core:relativeGMLGeometry xlink:href="#m"/>{POINT}', id="b")
    first, second = gather(write(tmp_path, lamp(MATRIX + MODEL + POINT), linked))
    assert second.body["geometry-templates"] == first.body["geometry-templates"]


@pytest.mark.parametrize("inner", [POINT, MATRIX + POINT, MODEL + POINT])
def test_without_a_matrix_or_a_geometry_a_model_is_its_point(tmp_path: Path, inner: str) -> None:
    library = "<core:mimeType>model/x3d</core:mimeType><core:libraryObject>lamp.x3d</core:libraryObject>"
    [thing] = gather(write(tmp_path, lamp(library + inner)))
    assert [one["type"] for one in thing.geometry] == ["MultiPoint"]
    assert thing.attributes["implicitRepresentation"]["libraryObject"] == "lamp.x3d"


def test_in_degrees_a_model_is_its_point_and_kept(tmp_path: Path) -> None:
    [thing] = gather(write(tmp_path, lamp(MATRIX + MODEL + POINT)), Asked(), metric=False)
    assert [one["type"] for one in thing.geometry] == ["MultiPoint"]
    assert len(thing.body["geometry-templates"]["templates"]) == 1


@pytest.mark.parametrize(
    ("inner", "code"),
    [
        (MATRIX + MODEL, "ANCHOR_MISSING"),
        ("<core:transformationMatrix>1 0</core:transformationMatrix>" + POINT, "TEMPLATE_MATRIX"),
    ],
)
def test_a_model_that_cannot_be_put_anywhere_is_an_error(tmp_path: Path, inner: str, code: str) -> None:
    plan = f"<frn:lod1Geometry>{surface(square())}</frn:lod1Geometry></frn:CityFurniture>"
    [thing] = gather(write(tmp_path, lamp(inner).replace("</frn:CityFurniture>", plan)))
    assert [finding.code for finding in thing.findings] == [code]
    assert [one["type"] for one in thing.geometry] == ["MultiSurface"]
