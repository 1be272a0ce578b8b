"""A product is known by its GlobalId and told alike in every record."""

import pytest

from spatial.crs import parse
from spatial.ifc.body import make_body
from spatial.ifc.shapes import Mesh, shape_of
from spatial.ifc.thing import NoCodeError, read_thing
from tests.houses import House


def test_what_a_record_tells_is_the_same_for_all_kinds() -> None:
    house = House()
    slab = house.file.by_type("IfcSlab")[0]
    thing = read_thing(slab)
    assert thing.fields() == {
        "code": slab.GlobalId,
        "name": "楼板",
        "function": "FLOOR",
        "footprint": None,
        "lod": None,
        "solid": None,
        "attributes": {"predefined_type": "FLOOR"},
    }
    mesh = shape_of(slab)
    assert isinstance(mesh, Mesh)
    body = make_body(mesh, parse("4549+5737"))
    fields = thing.shaped(body).fields()
    assert (fields["footprint"], fields["lod"], fields["solid"]) == (body.footprint, "3", body.solid)


@pytest.mark.parametrize("code", [None, ""])
def test_a_product_without_a_code_is_told(code: str | None) -> None:
    house = House()
    slab = house.file.by_type("IfcSlab")[0]
    slab.GlobalId = code
    with pytest.raises(NoCodeError, match="it has no GlobalId"):
        read_thing(slab)
