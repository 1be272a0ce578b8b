"""Objects become records in the file's order, their findings before or in place of them."""

from pathlib import Path

import pytest

from spatial.format import Asked
from spatial.records import Bridge, Building, Generic, LandUse, Severity, Terrain, Water
from tests.citygml import building, document, envelope, read, ring, square, surface, write


def test_a_building_is_a_record_with_its_body_whole(tmp_path: Path) -> None:
    inner = (
        "<gml:name>馆</gml:name><bldg:class>public</bldg:class>"
        "<bldg:yearOfConstruction>1998</bldg:yearOfConstruction>"
        '<bldg:measuredHeight uom="m">9.2</bldg:measuredHeight>'
        "<bldg:storeysAboveGround>3</bldg:storeysAboveGround>"
        "<uro:buildingIDAttribute><uro:BuildingIDAttribute><uro:buildingID>17</uro:buildingID>"
        "</uro:BuildingIDAttribute></uro:buildingIDAttribute>"
    )
    [record], issues = read(write(tmp_path, building(inner)))
    assert isinstance(record, Building)
    assert (record.code, record.name, record.klass, record.year) == ("b", "馆", "public", 1998)
    assert (record.height, record.ground, record.storeys, record.lod, record.cim_level) == (
        9.2,
        5.0,
        3,
        "1",
        2,
    )
    assert record.codes == (("buildingID", "17"),)
    assert record.attributes == {"buildingIDAttribute": {"buildingID": "17"}}
    assert record.footprint is not None
    assert record.footprint.bounds == (518_000, 3_349_000, 518_010, 3_349_010)
    assert record.solid is not None
    assert record.solid.crs == "4549+5737"
    assert record.solid.body["vertices"][0] == (518_000.0, 3_349_000.0, 5.0)
    assert issues == {}


@pytest.mark.parametrize(
    ("tag", "record", "klass"),
    [
        ("luse:LandUse", LandUse, None),
        ("brid:Bridge", Bridge, None),
        ("wtr:WaterBody", Water, None),
        ("tran:Railway", Generic, "Railway"),
        ("frn:CityFurniture", Generic, "CityFurniture"),
        ("noise:Barrier", Generic, "+Barrier"),
    ],
)
def test_each_kind_of_object_has_its_record(
    tag: str, record: type, klass: str | None, tmp_path: Path
) -> None:
    prefix = tag.split(":")[0]
    plan = f"<{prefix}:lod1MultiSurface>{surface(square())}</{prefix}:lod1MultiSurface>"
    [found], _ = read(write(tmp_path, f'<{tag} gml:id="a">{plan}</{tag}>'))
    assert (type(found), found.klass) == (record, klass)


def test_a_relief_is_terrain_with_the_outline_and_heights_of_its_triangles(tmp_path: Path) -> None:
    triangles = "".join(
        f"<gml:Triangle><gml:exterior>{ring(*corners)}</gml:exterior></gml:Triangle>"
        for corners in (((0, 0, 1), (10, 0, 2), (10, 10, 3)), ((0, 0, 1), (10, 10, 3), (0, 10, 9)))
    )
    relief = (
        '<dem:ReliefFeature gml:id="t"><dem:lod>2</dem:lod><dem:reliefComponent><dem:TINRelief>'
        f"<dem:lod>2</dem:lod><dem:tin><gml:Tin><gml:trianglePatches>{triangles}</gml:trianglePatches></gml:Tin>"
        "</dem:tin>"
        "</dem:TINRelief></dem:reliefComponent></dem:ReliefFeature>"
    )
    [record], _ = read(write(tmp_path, relief))
    assert isinstance(record, Terrain)
    assert (record.low, record.high, record.lod) == (1.0, 9.0, "2")
    assert record.footprint is not None
    assert record.footprint.area == pytest.approx(100)


def test_a_building_of_parts_has_their_footprint_and_comes_before_them(tmp_path: Path) -> None:
    parts = "".join(
        f'<bldg:consistsOfBuildingPart><bldg:BuildingPart gml:id="p{size}"><bldg:lod1MultiSurface>'
        f"{surface(square(size))}</bldg:lod1MultiSurface></bldg:BuildingPart></bldg:consistsOfBuildingPart>"
        for size in (10, 20)
    )
    whole, *rest = read(write(tmp_path, f'<bldg:Building gml:id="w">{parts}</bldg:Building>'))[0]
    assert whole.footprint.area == pytest.approx(400)
    assert [(part.code, part.parent) for part in rest] == [("p10", "w"), ("p20", "w")]


def test_a_bad_object_is_an_issue_in_its_place_and_the_rest_is_read(tmp_path: Path) -> None:
    corners = ring((0, 0, 5), (10, 10, 5), (10, 0, 5), (0, 10, 5))
    polygon = f"<gml:Polygon><gml:exterior>{corners}</gml:exterior></gml:Polygon>"
    crossed = f"<bldg:lod0FootPrint>{surface(polygon)}</bldg:lod0FootPrint>"
    records, issues = read(write(tmp_path, building(f"\n{crossed}", id="bad"), building(id="good")))
    assert [record.code for record in records] == ["good"]
    issue = issues["104 RING_SELF_INTERSECTION"]
    assert (issue.severity, issue.object, issue.position) == (
        Severity.ERROR,
        "bad",
        "line 3, geometry[0].boundaries[0][0]",
    )


def test_what_can_be_mended_is_when_asked_and_told(tmp_path: Path) -> None:
    corners = ring((0, 0, 5), (10, 10, 5), (10, 0, 5), (0, 10, 5))
    crossed = surface(f"<gml:Polygon><gml:exterior>{corners}</gml:exterior></gml:Polygon>")
    path = write(tmp_path, building(f"<bldg:lod0FootPrint>{crossed}</bldg:lod0FootPrint>"))
    assert read(path)[0] == []
    [record], issues = read(path, Asked(repair=True))
    assert record.footprint.area == pytest.approx(50)
    assert any(code.startswith("REPAIRED") for code in issues)


def test_what_is_the_same_for_many_objects_is_told_once(tmp_path: Path) -> None:
    unknown = "<bldg:storeysAboveGround>9999</bldg:storeysAboveGround>"
    flat = f"<bldg:lod0FootPrint>{surface(square(z=0))}</bldg:lod0FootPrint>"
    members = [f'<bldg:Building gml:id="b{n}">{unknown}{flat}</bldg:Building>' for n in range(3)]
    records, issues = read(write(tmp_path, *members))
    assert issues["VALUE_UNKNOWN"].message.startswith("3 objects: storeysAboveGround is 9999")
    assert issues["HEIGHT_ZERO"].message.startswith("3 objects:")
    assert {(record.ground, record.storeys) for record in records} == {(None, None)}
    assert records[0].attributes == {"storeysAboveGround": "9999"}


def test_a_file_without_heights_has_buildings_without_a_ground(tmp_path: Path) -> None:
    flat = building().replace(" 5 ", " ").replace(" 5<", "<")
    [record], _ = read(write(tmp_path, flat, head=envelope("EPSG:4549", "0 0")), Asked(swap_axes=True))
    assert record.ground is None
    assert record.footprint is not None
    assert record.footprint.bounds[0] == 518_000


def test_an_odd_value_and_a_missing_id_are_told(tmp_path: Path) -> None:
    odd = building("<bldg:storeysAboveGround>many</bldg:storeysAboveGround>").replace(' gml:id="b"', "")
    records, issues = read(write(tmp_path, odd, odd))
    assert [record.code for record in records] == ["Building-1", "Building-2"]
    assert issues["ATTRIBUTE_NOT_UNDERSTOOD"].position == "line 3, storeysAboveGround"
    assert "give it an id" in issues["ID_MISSING"].message


def test_citygml_of_version_1_is_read_alike(tmp_path: Path) -> None:
    first = write(tmp_path, building("<gml:name>a</gml:name>"))
    older = tmp_path / "older.gml"
    older.write_text(document(building("<gml:name>a</gml:name>"), version="1.0"))
    assert read(first)[0] == read(older)[0]
