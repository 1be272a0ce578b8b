"""Links lead to ids of the same member, else of another, which is then copied to disk; never in circles."""

from pathlib import Path

import pytest

from spatial.citygml import links as module
from spatial.citygml.document import read_members
from spatial.citygml.frame import WrongGeometryError
from spatial.citygml.links import Links
from tests.citygml import building, envelope, square, surface, write


def open_links(path: Path, number: int = 0) -> tuple[Links, dict[str, object]]:
    """Links within the member of that number, and its elements that link."""
    links = Links(path)
    for place, member in enumerate(read_members(path)):
        if place == number:
            links.enter(member)
            return links, {one.get(module.HREF): one for one in member.iter("*") if one.get(module.HREF)}
    raise AssertionError(number)


def linking(*targets: str, id: str = "") -> str:
    """A surface that links to others."""
    name = f' gml:id="{id}"' if id else ""
    members = "".join(f'<gml:surfaceMember xlink:href="{target}"/>' for target in targets)
    return (
        f"<bldg:lod2MultiSurface><gml:MultiSurface{name}>{members}</gml:MultiSurface></bldg:lod2MultiSurface>"
    )


def held(polygon: str) -> str:
    """A polygon as another level of detail."""
    return f"<bldg:lod3MultiSurface>{surface(polygon)}</bldg:lod3MultiSurface>"


def test_a_link_finds_its_target_in_the_same_member(tmp_path: Path) -> None:
    links, found = open_links(write(tmp_path, building(linking("#p") + held(square(id="p")))))
    with links.follow(found["#p"]) as target:
        assert target is not None
        assert target.get("{http://www.opengis.net/gml}id") == "p"
    assert links.broken == []
    assert links.elsewhere.store is None


def test_a_link_finds_its_target_in_another_member_with_its_system(tmp_path: Path) -> None:
    named = held(square(id="p")).replace("<gml:MultiSurface", '<gml:MultiSurface srsName="EPSG:4549"')
    path = write(tmp_path, building(linking("#p")), building(named, id="c"), head=envelope(None))
    links, found = open_links(path)
    for _ in range(2):
        with links.follow(found["#p"]) as target:
            assert target is not None
            assert (target.get("srsName"), len(list(target.iter("{*}posList")))) == ("EPSG:4549", 1)


def test_a_link_to_nowhere_is_noted_with_its_line(tmp_path: Path) -> None:
    links, found = open_links(write(tmp_path, building(linking("#none", "other.gml#a"))))
    for href, code in (("#none", "LINK_BROKEN"), ("other.gml#a", "LINK_ELSEWHERE")):
        with links.follow(found[href]) as target:
            assert target is None
        assert (links.broken[-1].code, links.broken[-1].position) == (code, "line 2")


def test_a_circle_of_links_is_wrong(tmp_path: Path) -> None:
    links, found = open_links(write(tmp_path, building(linking("#p") + held(square(id="p")))))
    with (
        links.follow(found["#p"]),
        pytest.raises(WrongGeometryError, match="back to itself"),
        links.follow(found["#p"]),
    ):
        pass
    with links.follow(found["#p"]) as target:
        assert target is not None


def test_links_without_end_are_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 2)
    links, found = open_links(write(tmp_path, building(linking("#p") + held(square(id="p")))))
    for _ in range(2):
        with links.follow(found["#p"]):
            pass
    with pytest.raises(WrongGeometryError, match="more than 2 links"), links.follow(found["#p"]):
        pass
