"""Textures and materials are found by the ids of what they are on, in the member or at the file's end."""

from pathlib import Path
from typing import Any

import pytest

from spatial.citygml.appearance import Look, Looks, read_looks
from spatial.citygml.document import read_members
from tests.citygml import building, element, envelope, square, surface, write

TEXTURE = (
    "<app:ParameterizedTexture><app:imageURI>a/roof.{0}</app:imageURI>{1}<app:wrapMode>wrap</app:wrapMode>"
    '<app:target uri="#p"><app:TexCoordList><app:textureCoordinates ring="#p-ring">0 0 1 0 1 1'
    "</app:textureCoordinates></app:TexCoordList></app:target></app:ParameterizedTexture>"
)
MATERIAL = (
    "<app:X3DMaterial><app:shininess>0.5</app:shininess><app:diffuseColor>1 0 0.5</app:diffuseColor>"
    "<app:specularColor>red</app:specularColor><app:isSmooth>true</app:isSmooth>"
    "<app:target>#p</app:target><app:target>#q</app:target></app:X3DMaterial>"
)


def appearance(*data: str, theme: str = "day") -> str:
    """An appearance of these data."""
    members = "".join(f"<app:surfaceDataMember>{one}</app:surfaceDataMember>" for one in data)
    return f"<app:Appearance><app:theme>{theme}</app:theme>{members}</app:Appearance>"


def read(data: str) -> list[tuple[str, Look]]:
    """The looks of one datum."""
    return list(read_looks(element(appearance(data))[1]))


@pytest.mark.parametrize(
    ("ending", "mime", "form"),
    [("jpg", "", "JPG"), ("x", "<app:mimeType>image/png</app:mimeType>", "PNG"), ("tif", "", None)],
)
def test_a_texture_is_a_reference_with_coordinates_by_ring(ending: str, mime: str, form: str | None) -> None:
    [(target, look)] = read(TEXTURE.format(ending, mime))
    kind = {"type": form} if form else {}
    assert target == "p"
    assert look.texture == {**kind, "image": f"a/roof.{ending}", "wrapMode": "wrap"}
    assert (look.theme, look.material, look.rings) == ("day", None, {"p-ring": [0, 0, 1, 0, 1, 1]})


def test_a_material_is_for_all_its_targets_and_keeps_what_is_a_number() -> None:
    looks = read(MATERIAL)
    assert [target for target, _ in looks] == ["p", "q"]
    assert looks[0][1].material == {
        "name": "day",
        "shininess": 0.5,
        "diffuseColor": [1, 0, 0.5],
        "isSmooth": True,
    }


def test_other_data_and_coordinates_that_are_no_numbers_give_nothing() -> None:
    assert read("<app:GeoreferencedTexture/>") == []
    [(_, look)] = read(TEXTURE.format("png", "").replace("0 0 1 0", "0 0 x 0"))
    assert look.rings == {}


def find(path: Path, id: str) -> list[Any]:
    """The themes of an id in each member of a file."""
    looks = Looks(path)
    found = []
    for member in read_members(path):
        looks.enter(member)
        found.append([look.theme for look in looks.find(id)])
    return found


def test_looks_of_a_member_are_found_in_it_alone(tmp_path: Path) -> None:
    own = f"<app:appearance>{appearance(MATERIAL)}</app:appearance>"
    path = write(tmp_path, building(own), building(id="c"))
    assert find(path, "q") == [["day"], []]
    assert Looks(path).store is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_looks_of_the_model_are_found_in_every_member_before_they_come(tmp_path: Path, encoding: str) -> None:
    parts = appearance(MATERIAL, TEXTURE.format("png", "")) + appearance(MATERIAL, theme="night")
    tail = "".join(f"<app:appearanceMember>{one}</app:appearanceMember>" for one in parts.split("<!-- -->"))
    path = write(tmp_path, building(), building(id="c"), tail=tail, head=envelope())
    path.write_bytes(path.read_text().encode(encoding))
    assert find(path, "p") == [["day", "day", "night"]] * 2
    assert find(path, "q") == [["day", "night"]] * 2


def test_a_file_without_looks_has_none(tmp_path: Path) -> None:
    plan = f"<bldg:lod2MultiSurface>{surface(square())}</bldg:lod2MultiSurface>"
    looks = Looks(write(tmp_path, building(plan)))
    assert not looks
    assert looks.find("p") == []
