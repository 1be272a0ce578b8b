"""An object is gathered whole: attributes, geometry with its meaning, addresses, the objects within it."""

from pathlib import Path

from spatial.citygml.things import Thing
from spatial.records import Severity
from tests.citygml import building, gather, square, surface, write

BOUNDED = (
    '<bldg:boundedBy><bldg:RoofSurface gml:id="r"><gml:name>north</gml:name><bldg:lod2MultiSurface>{}'
    "</bldg:lod2MultiSurface><bldg:opening><bldg:Window><bldg:lod3MultiSurface>{}</bldg:lod3MultiSurface>"
    "</bldg:Window></bldg:opening></bldg:RoofSurface></bldg:boundedBy>"
)


def gather_one(folder: Path, *members: str) -> Thing:
    """The thing of the first member."""
    return gather(write(folder, *members))[0]


def test_a_solid_that_links_to_surfaces_has_their_meaning_and_they_are_told_once(tmp_path: Path) -> None:
    link = '<gml:CompositeSurface><gml:surfaceMember xlink:href="#p"/></gml:CompositeSurface>'
    solid = f"<gml:Solid><gml:exterior>{link}</gml:exterior></gml:Solid>"
    bounded = BOUNDED.format(surface(square(id="p")), surface(square(z=7)))
    thing = gather_one(tmp_path, building(f"<bldg:lod2Solid>{solid}</bldg:lod2Solid>{bounded}"))
    kinds = [(one["type"], one["lod"]) for one in thing.geometry]
    assert kinds == [("Solid", "2"), ("MultiSurface", "1"), ("MultiSurface", "3")]
    assert thing.geometry[0]["semantics"] == {
        "surfaces": [{"name": "north", "id": "r", "type": "RoofSurface"}],
        "values": [[0]],
    }
    assert thing.geometry[2]["semantics"]["surfaces"] == [{"type": "Window"}]
    assert "semantics" not in thing.geometry[1]


def test_surfaces_no_solid_links_to_are_a_geometry_of_their_own(tmp_path: Path) -> None:
    bounded = BOUNDED.format(surface(square(id="p"), square(z=6)), surface(square(z=7)))
    thing = gather_one(tmp_path, building(bounded))
    by_lod = {one["lod"]: one for one in thing.geometry}
    assert by_lod["2"]["semantics"]["values"] == [0, 0]
    assert set(by_lod) == {"1", "2", "3"}


def test_a_plan_says_whether_it_is_of_the_ground_or_of_the_roof(tmp_path: Path) -> None:
    plans = "".join(
        f"<bldg:{name}>{surface(square(size))}</bldg:{name}>"
        for name, size in (("lod0FootPrint", 10), ("lod0RoofEdge", 12))
    )
    geometry = gather_one(tmp_path, building(plans)).geometry
    assert [one["semantics"]["surfaces"] for one in geometry[:2]] == [
        [{"type": "GroundSurface"}],
        [{"type": "RoofSurface"}],
    ]


def test_objects_within_an_object_are_its_children(tmp_path: Path) -> None:
    part = f"<bldg:consistsOfBuildingPart>{building(id='p')}</bldg:consistsOfBuildingPart>".replace(
        "bldg:Building ", "bldg:BuildingPart "
    ).replace("</bldg:Building>", "</bldg:BuildingPart>")
    room = "<bldg:interiorRoom><bldg:Room><gml:name>hall</gml:name></bldg:Room></bldg:interiorRoom>"
    thing = gather_one(tmp_path, building(part + room))
    assert [(one.code, one.type, one.parent) for one in thing.children] == [
        ("p", "BuildingPart", "b"),
        ("b-Room-2", "BuildingRoom", "b"),
    ]
    assert thing.body["children"] == ["p", "b-Room-2"]
    assert thing.children[0].body["parents"] == ["b"]
    assert [finding.code for finding in thing.children[1].findings] == ["ID_MISSING"]


def test_an_extension_s_geometry_is_the_object_s_and_its_data_stay_attributes(tmp_path: Path) -> None:
    data = (
        "<uro:frnDmAttribute><uro:DmGeometricAttribute><uro:dmCode>1</uro:dmCode><uro:lod0Geometry>"
        f"{surface(square())}</uro:lod0Geometry></uro:DmGeometricAttribute></uro:frnDmAttribute>"
    )
    thing = gather_one(tmp_path, f'<uro:Pipe gml:id="u">{data}</uro:Pipe>')
    assert (thing.type, thing.geometry[0]["lod"]) == ("+Pipe", "0")
    assert thing.attributes == {"frnDmAttribute": {"type": "DmGeometricAttribute", "dmCode": "1"}}


def test_an_address_is_gathered_and_envelopes_and_appearances_are_no_attributes(tmp_path: Path) -> None:
    inner = (
        "<gml:boundedBy><gml:Envelope/></gml:boundedBy><app:appearance><app:Appearance/></app:appearance>"
        "<bldg:address><core:Address><core:xalAddress><xAL:LocalityName>杭州</xAL:LocalityName>"
        "</core:xalAddress></core:Address></bldg:address><bldg:roofType>1000</bldg:roofType>"
    )
    thing = gather_one(tmp_path, building(inner))
    assert thing.addresses == [{"LocalityName": "杭州"}]
    assert thing.attributes == {"roofType": "1000"}


def test_an_object_s_own_envelope_names_the_system_of_what_is_in_it(tmp_path: Path) -> None:
    own = '<gml:boundedBy><gml:Envelope srsName="EPSG:4549"/></gml:boundedBy>'
    plain, turned = gather(write(tmp_path, building(), building(own, id="c")))
    assert plain.vertices[0] == (518_000.0, 3_349_000.0, 5.0)
    assert turned.vertices[0] == (3_349_000.0, 518_000.0, 5.0)


def test_what_is_wrong_is_told_with_its_line_and_the_rest_is_read(tmp_path: Path) -> None:
    wrong = "<bldg:lod2MultiSurface>\n<gml:MultiSurface srsName='EPSG:6676'/></bldg:lod2MultiSurface>"
    broken = '<bldg:lod3MultiSurface xlink:href="#none"/>'
    thing = gather_one(tmp_path, building(wrong + broken))
    assert [(one.severity, one.code, one.position) for one in thing.findings] == [
        (Severity.ERROR, "SYSTEM_DIFFERS", "line 3"),
        (Severity.WARNING, "LINK_BROKEN", "line 3"),
    ]
    assert [one["lod"] for one in thing.geometry] == ["1"]


def test_a_point_nowhere_on_earth_is_an_error(tmp_path: Path) -> None:
    thing = gather_one(tmp_path, building().replace("518000", "5e12"))
    assert [(one.code, one.position) for one in thing.findings] == [("VERTEX_ABSURD", "line 2")]
