"""How surfaces look: textures and materials by the ids of the surfaces they are on, kept as references."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from spatial.citygml.document import MEMBERS, TEXTURES, free, is_member, is_texture_of_model, walk
from spatial.citygml.names import Element, id_of, name_of
from spatial.citygml.values import read_number

FORMS = {"jpg": "JPG", "jpeg": "JPG", "png": "PNG"}
COLOURS = {"diffuseColor", "emissiveColor", "specularColor", "borderColor"}
SHARES = {"ambientIntensity", "shininess", "transparency"}
WORDS = {"wrapMode", "textureType"}


class Look(NamedTuple):
    """One theme of a surface: a texture or a material as CityJSON writes them (2.0.1 §6).

    `rings` are the texture's coordinates u, v by the ids of the rings they are for.
    """

    theme: str
    texture: dict[str, Any] | None
    material: dict[str, Any] | None
    rings: dict[str, list[float]]


class Looks:
    """Finds how a surface looks: by what its own member says, and by what the city model says at its end.

    The model's own looks are copied to disk once, so that memory does not grow with the file.
    """

    def __init__(self, path: Path) -> None:
        self.own: dict[str, list[Look]] = {}
        self.found: dict[str, list[Look]] = {}
        self.any = _mentions(path, TEXTURES.encode())
        self.store = _store_looks(path) if self.any and _mentions(path, b"appearanceMember") else None

    def enter(self, member: Element) -> None:
        """Take the member whose own looks come first."""
        self.own, self.found = {}, {}
        for data in member.iter(f"{{*}}{TEXTURES}") if self.any else ():
            for target, look in read_looks(data):
                self.own.setdefault(target, []).append(look)

    def __bool__(self) -> bool:
        return bool(self.own) or self.store is not None

    def find(self, id: str) -> list[Look]:
        """The looks of what bears an id."""
        if id not in self.found:
            self.found[id] = self.own.get(id, []) + self._find_stored(id)
        return self.found[id]

    def _find_stored(self, id: str) -> list[Look]:
        if self.store is None:
            return []
        rows = self.store.execute("SELECT look FROM look WHERE target = ?", [id])
        return [Look(*orjson.loads(row[0])) for row in rows]


def _mentions(path: Path, word: bytes) -> bool:
    """Whether a file holds a word in any encoding that has ASCII's letters in it."""
    with path.open("rb") as stream:
        rest = b""
        while chunk := stream.read(1 << 20):
            text = rest + chunk.replace(b"\0", b"")
            if word in text:
                return True
            rest = text[-len(word) :]
    return False


def _store_looks(path: Path) -> sqlite3.Connection:
    """The looks the city model has of its own, in a database of its own on disk."""
    store = sqlite3.connect("")
    store.execute("CREATE TABLE look (target TEXT, look BLOB)")
    for element in walk(path, *MEMBERS, TEXTURES):
        if is_member(element):
            free(element)
        elif is_texture_of_model(element):
            rows = [(target, orjson.dumps(tuple(look))) for target, look in read_looks(element)]
            store.executemany("INSERT INTO look VALUES (?, ?)", rows)
            element.clear()
            while (before := element.getprevious()) is not None and before.tag == element.tag:
                element.getparent().remove(before)
    store.execute("CREATE INDEX by_target ON look (target)")
    return store


def read_looks(member: Element) -> Iterator[tuple[str, Look]]:
    """The looks one surface datum gives, with the ids of what they are for."""
    theme = next((one.text or "" for one in member.getparent() if _local(one) == "theme"), "").strip()
    for data in member.iterchildren("*"):
        if _local(data) == "ParameterizedTexture":
            texture = _read_texture(data)
            for target in data.iterchildren("{*}target"):
                yield _name(target.get("uri")), Look(theme, texture, None, _read_rings(target))
        elif _local(data) == "X3DMaterial":
            material = {"name": id_of(data) or theme or "material"} | _read_properties(data)
            for target in data.iterchildren("{*}target"):
                yield _name(target.text), Look(theme, None, material, {})


def _read_texture(data: Element) -> dict[str, Any]:
    image = next((one.text or "" for one in data.iterchildren("{*}imageURI")), "").strip()
    mime = next((one.text or "" for one in data.iterchildren("{*}mimeType")), "").strip()
    form = FORMS.get(mime.rsplit("/", 1)[-1].lower()) or FORMS.get(image.rsplit(".", 1)[-1].lower())
    return ({"type": form} if form else {}) | {"image": image} | _read_properties(data)


def _read_properties(data: Element) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in data.iterchildren("*"):
        name, text = _local(one), (one.text or "").strip()
        if name in COLOURS:
            numbers = [read_number(part) for part in text.split()]
            found |= {name: numbers} if numbers and None not in numbers else {}
        elif name in SHARES and read_number(text) is not None:
            found[name] = read_number(text)
        elif name in WORDS and text:
            found[name] = text
        elif name == "isSmooth":
            found[name] = text == "true"
    return found


def _read_rings(target: Element) -> dict[str, list[float]]:
    rings = {}
    for told in target.iter("{*}textureCoordinates"):
        numbers = [read_number(part) for part in (told.text or "").split()]
        if None not in numbers:
            rings[_name(told.get("ring"))] = [float(number) for number in numbers if number is not None]
    return rings


def _local(element: Element) -> str:
    return name_of(element.tag).local if isinstance(element.tag, str) else ""


def _name(reference: str | None) -> str:
    return (reference or "").strip().removeprefix("#")
