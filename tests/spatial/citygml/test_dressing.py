"""Geometries wear their textures and materials as CityJSON writes it."""

from pathlib import Path
from typing import Any

from tests.citygml import gather, ring, surface, write
from tests.spatial.citygml.test_appearance import MATERIAL, appearance

CORNERS = ((0, 0, 5), (8, 0, 5), (8, 8, 5), (0, 8, 5))
HOLE = ((2, 2, 5), (2, 4, 5), (4, 4, 5))


def polygon(id: str, hole: bool = False) -> str:
    """A polygon whose rings have ids."""
    outer = ring(*CORNERS).replace("<gml:LinearRing>", f'<gml:LinearRing gml:id="{id}-ring">')
    inner = ring(*HOLE).replace("<gml:LinearRing>", f'<gml:LinearRing gml:id="{id}-hole">') if hole else ""
    within = f"<gml:interior>{inner}</gml:interior>" if hole else ""
    return f'<gml:Polygon gml:id="{id}"><gml:exterior>{outer}</gml:exterior>{within}</gml:Polygon>'


def texture(*rings: tuple[str, str], target: str = "p") -> str:
    """A texture with coordinates for rings."""
    told = "".join(
        f'<app:textureCoordinates ring="#{ring}">{text}</app:textureCoordinates>' for ring, text in rings
    )
    return (
        f'<app:ParameterizedTexture><app:imageURI>roof.png</app:imageURI><app:target uri="#{target}">'
        f"<app:TexCoordList>{told}</app:TexCoordList></app:target></app:ParameterizedTexture>"
    )


def dress(folder: Path, geometry: str, *data: str) -> tuple[dict[str, Any], dict[str, Any], list[str]]:
    """The geometry and the appearance of a building with that geometry and those data, and the findings."""
    own = f"<app:appearance>{appearance(*data)}</app:appearance>"
    member = (
        f'<bldg:Building gml:id="b">{own}<bldg:lod2Geometry>{geometry}</bldg:lod2Geometry></bldg:Building>'
    )
    [thing] = gather(write(folder, member))
    codes = [finding.code for finding in thing.findings]
    return thing.geometry[0], thing.body.get("appearance", {}), codes


SQUARE = ("p-ring", "0 0 1 0 1 1 0 1 0 0")


def test_a_textured_ring_names_its_texture_and_a_coordinate_for_each_point(tmp_path: Path) -> None:
    hole = ("p-hole", "0 0 1 1 0.5 0")
    geometry, looks, codes = dress(
        tmp_path, surface(polygon("p", hole=True), polygon("q")), texture(SQUARE, hole)
    )
    assert geometry["texture"] == {"day": {"values": [[[0, 0, 1, 2, 3], [0, 0, 2, 4]], [[None]]]}}
    assert looks == {
        "textures": [{"type": "PNG", "image": "roof.png"}],
        "vertices-texture": [[0, 0], [1, 0], [1, 1], [0, 1], [0.5, 0]],
    }
    assert codes == []


def test_a_material_is_worn_by_surfaces_in_solids_too(tmp_path: Path) -> None:
    members = "".join(f"<gml:surfaceMember>{polygon(id)}</gml:surfaceMember>" for id in "pxq")
    shell = f"<gml:exterior><gml:CompositeSurface>{members}</gml:CompositeSurface></gml:exterior>"
    geometry, looks, _ = dress(tmp_path, f"<gml:Solid>{shell}</gml:Solid>", MATERIAL)
    assert geometry["material"] == {"day": {"values": [[0, None, 0]]}}
    assert len(looks["materials"]) == 1


def test_a_look_of_the_whole_is_that_of_its_parts(tmp_path: Path) -> None:
    whole = surface(polygon("x"), polygon("y")).replace("<gml:MultiSurface>", '<gml:MultiSurface gml:id="p">')
    geometry, _, _ = dress(tmp_path, whole, MATERIAL)
    assert geometry["material"] == {"day": {"values": [0, 0]}}


def test_a_ring_turned_round_has_its_coordinates_turned_round(tmp_path: Path) -> None:
    turned = (
        f'<gml:OrientableSurface orientation="-"><gml:baseSurface>{polygon("p")}</gml:baseSurface>'
        "</gml:OrientableSurface>"
    )
    geometry, looks, _ = dress(tmp_path, turned, texture(SQUARE))
    [[_, *order]] = geometry["texture"]["day"]["values"][0]
    assert [looks["vertices-texture"][one] for one in order] == [[0, 1], [1, 1], [1, 0], [0, 0]]
    assert geometry["boundaries"][0][0] == [0, 1, 2, 3]


def test_a_texture_that_does_not_fit_its_ring_is_told_and_left_off(tmp_path: Path) -> None:
    geometry, _, codes = dress(tmp_path, surface(polygon("p")), texture(("p-ring", "0 0 1 0")))
    assert geometry["texture"] == {"day": {"values": [[[None]]]}}
    assert codes == ["APPEARANCE_BROKEN"]


def test_a_building_nobody_dressed_has_no_appearance(tmp_path: Path) -> None:
    geometry, looks, _ = dress(tmp_path, surface(polygon("z")), MATERIAL)
    assert ("material" in geometry, looks) == (False, {})


def test_what_was_drawn_of_a_geometry_that_cannot_be_read_wears_nothing(tmp_path: Path) -> None:
    broken = polygon("q").replace(" 5 ", " five ")
    own = f"<app:appearance>{appearance(texture(SQUARE))}</app:appearance>"
    unread = f"<bldg:lod2Geometry>{surface(polygon('p'), broken)}</bldg:lod2Geometry>"
    [thing] = gather(write(tmp_path, f'<bldg:Building gml:id="b">{own}{unread}</bldg:Building>'))
    assert [finding.code for finding in thing.findings] == ["COORDINATES_NOT_NUMBERS"]
    assert (thing.geometry, thing.lines, thing.appearance) == ([], {}, {})
