"""What a property holds is told by its content: an object, a surface with a meaning, a geometry."""

import pytest

from spatial.citygml.features import Held, held_by, lod_of, type_of
from tests.citygml import element, surface


@pytest.mark.parametrize(
    ("xml", "kind"),
    [
        ("<bldg:Building/>", "Building"),
        ("<bldg:Room/>", "BuildingRoom"),
        ("<dem:ReliefFeature/>", "TINRelief"),
        ("<uro:Pipe/>", "+Pipe"),
        ("<uro:Room/>", "+Room"),
    ],
)
def test_an_element_has_cityjson_s_word_for_its_kind(xml: str, kind: str) -> None:
    assert type_of(element(xml)) == kind


def test_objects_surfaces_and_geometries_are_told_apart() -> None:
    part = element("<bldg:consistsOfBuildingPart><bldg:BuildingPart/></bldg:consistsOfBuildingPart>")
    roof = element("<bldg:boundedBy><bldg:RoofSurface/></bldg:boundedBy>")
    plan = element(f"<bldg:lod1MultiSurface>{surface()}</bldg:lod1MultiSurface>")
    data = element("<uro:frnDmAttribute><uro:DmAttribute/></uro:frnDmAttribute>")
    told = [held_by(one) for one in (part, roof, plan, data)]
    assert told == [Held.OBJECT, Held.SURFACE, Held.GEOMETRY, None]


def test_a_property_is_told_by_its_content_and_not_by_its_name() -> None:
    assert held_by(element("<uro:lod1HeightType>2</uro:lod1HeightType>")) is None
    assert held_by(element('<bldg:lod1Solid xlink:href="#a"/>')) is Held.GEOMETRY
    assert held_by(element('<grp:groupMember xlink:href="#a"/>')) is None
    assert held_by(element("<frn:x><!-- lamp --><core:ImplicitGeometry/></frn:x>")) is Held.GEOMETRY


def test_the_level_of_detail_is_in_the_name_or_beside_it() -> None:
    assert lod_of(element(f"<bldg:lod3Geometry>{surface()}</bldg:lod3Geometry>")) == "3"
    tin = "<dem:TINRelief><dem:lod>{}</dem:lod><dem:tin><gml:Tin/></dem:tin></dem:TINRelief>"
    assert lod_of(element(tin.format("1"))[1]) == "1"
    assert lod_of(element(tin.format("fine"))[1]) is None
    assert lod_of(element(f"<dem:x><dem:tin>{surface()}</dem:tin></dem:x>")[0]) is None
