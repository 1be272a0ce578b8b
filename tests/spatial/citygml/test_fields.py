"""What any record of an extension has is taken of its thing; the rest stays an attribute."""

from spatial.citygml.fields import take_fields
from spatial.citygml.names import Name
from spatial.citygml.things import Thing
from spatial.cityobjects.shapes import Shape


def test_fields_are_taken_and_the_rest_stays() -> None:
    thing = Thing(code="a", name=Name("urf", "Zone"), type="+Zone", line=3, parent=None)
    thing.attributes = {"name": "北区", "custodian": "市"}
    thing.addresses = [{"LocalityName": "杭州"}]
    fields = take_fields(thing, Shape(lods={"0", "1"}))
    assert (fields["code"], fields["name"], fields["lod"], fields["cim_level"]) == ("a", "北区", "1", 2)
    assert fields["attributes"] == {"custodian": "市", "address": [{"LocalityName": "杭州"}]}
    assert thing.attributes["name"] == "北区"


def test_several_names_are_no_name() -> None:
    thing = Thing(code="a", name=Name("urf", "Zone"), type="+Zone", line=3, parent=None)
    thing.attributes = {"name": ["北区", "北部"]}
    fields = take_fields(thing, Shape())
    assert (fields["name"], fields["lod"], fields["cim_level"]) == (None, None, None)
    assert fields["attributes"] == {"name": ["北区", "北部"]}
