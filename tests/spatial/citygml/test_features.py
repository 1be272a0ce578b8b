"""What a property holds is told by its content: an object, a surface with a meaning, a geometry."""

import pytest

from spatial.citygml.features import holds_geometry, holds_object, holds_surface, lod_of, type_of
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
    for judge, held in ((holds_object, part), (holds_surface, roof), (holds_geometry, plan)):
        assert [judge(one) for one in (part, roof, plan, data)] == [
            one is held for one in (part, roof, plan, data)
        ]


def test_a_name_that_begins_like_a_level_of_detail_is_no_geometry() -> None:
    assert not holds_geometry(element("<uro:lod1HeightType>2</uro:lod1HeightType>"))
    assert holds_geometry(element('<bldg:lod1Solid xlink:href="#a"/>'))
    assert not holds_geometry(element('<grp:groupMember xlink:href="#a"/>'))
    assert holds_geometry(element("<frn:x><core:ImplicitGeometry/></frn:x>"))


def test_the_level_of_detail_is_in_the_name_or_beside_it() -> None:
    assert lod_of(element(f"<bldg:lod3Geometry>{surface()}</bldg:lod3Geometry>")) == "3"
    tin = "<dem:TINRelief><dem:lod>{}</dem:lod><dem:tin><gml:Tin/></dem:tin></dem:TINRelief>"
    assert lod_of(element(tin.format("1"))[1]) == "1"
    assert lod_of(element(tin.format("fine"))[1]) is None
    assert lod_of(element(f"<dem:x><dem:tin>{surface()}</dem:tin></dem:x>")[0]) is None
