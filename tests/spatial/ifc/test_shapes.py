"""Shapes come as triangles in metres, or with the reason why they do not come."""

from pathlib import Path

import ifcopenshell
import numpy as np
import pytest

from spatial.ifc.shapes import Mesh, read_shapes, shape_of, take_sample
from tests.houses import DEEP, SLAB, STOREY, WIDE, House


@pytest.mark.parametrize("unit", [1.0, 0.001, 0.3048])
def test_a_shape_is_in_metres_where_its_product_stands(unit: float) -> None:
    house = House(unit=unit)
    house.move(house.site, (100.0, 0.0, 0.0))
    roof = house.file.by_type("IfcSlab")[-1]
    mesh = shape_of(roof)
    assert isinstance(mesh, Mesh)
    assert mesh.points.min(axis=0) == pytest.approx(np.array([100.0, 0.0, 2 * STOREY - SLAB]))
    assert mesh.points.max(axis=0) == pytest.approx(np.array([100.0 + WIDE, DEEP, 2 * STOREY]))
    assert len(mesh.triangles) == 12


def test_every_product_with_a_representation_comes_once() -> None:
    house = House()
    products = house.file.by_type("IfcProduct")
    found = dict(read_shapes(house.file, products))
    assert set(found) == {one.id() for one in products if one.Representation}
    assert all(isinstance(mesh, Mesh) for mesh in found.values())


def test_a_shape_that_fails_comes_last_with_its_reason() -> None:
    house = House()
    wall = house.file.by_type("IfcWall")[3]
    wall.Representation.Representations[0].Items[0].Depth = 0.0
    *_, (id, reason) = read_shapes(house.file, house.file.by_type("IfcProduct"))
    assert (id, reason) == (wall.id(), "Non-positive extrusion height encountered for:")


def test_a_line_is_no_shape() -> None:
    house = House()
    line = house.make("IfcPolyline", Points=[house.point((0, 0, 0)), house.point((1, 0, 0))])
    shape = house.make(
        "IfcShapeRepresentation",
        ContextOfItems=house.context,
        RepresentationIdentifier="Body",
        RepresentationType="Curve3D",
        Items=[line],
    )
    beam = house.root("IfcBeam", ObjectPlacement=house.place(None, (0, 0, 0)))
    beam.Representation = house.make("IfcProductDefinitionShape", Representations=[shape])
    assert shape_of(beam) == "Failed to process shape"


def test_without_products_there_are_no_shapes() -> None:
    house = House()
    assert list(read_shapes(house.file, [house.site, house.building])) == []


def test_a_sample_is_of_corners_or_of_places_where_nothing_has_a_shape() -> None:
    house = House(unit=0.001)
    sample = take_sample(house.file.by_type("IfcSlab"), 0.001)
    assert sample.min(axis=0) == pytest.approx(np.array([0.0, 0.0, -SLAB]))
    assert sample.max(axis=0) == pytest.approx(np.array([WIDE, DEEP, 2 * STOREY]))
    bare = take_sample([house.site, *house.storeys], 0.001)
    assert bare == pytest.approx(np.array([[0, 0, 0], [0, 0, 0], [0, 0, STOREY]]))


def test_what_the_iterator_stumbles_over_is_tried_one_by_one(tmp_path: Path) -> None:
    path = House().write(tmp_path / "house.ifc")
    path.write_text(path.read_text().replace("'Body','SweptSolid'", "1.,'SweptSolid'", 1))
    file = ifcopenshell.open(path)
    found = dict(read_shapes(file, file.by_type("IfcProduct")))
    assert len(found) == 17
    assert sum(isinstance(one, Mesh) for one in found.values()) >= 16
