"""A CityGML file as a stream of its members: recognised, parsed safely, refused with line and column."""

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from spatial.citygml.names import ROOT, Element, name_of, version_of
from spatial.errors import RefusedError

VERSIONS = ("1.0", "2.0")
MEMBERS = ("cityObjectMember", "featureMember", "featureMembers")
TEXTURES = "surfaceDataMember"
LAST = 1024
# No entity, no document type and no network is needed to read a city, and libxml2's own limits stay on.
SAFE = {"resolve_entities": False, "load_dtd": False, "no_network": True, "huge_tree": False}

_MODEL = re.compile(r"<(?:[\w.-]+:)?CityModel[\s>]")
_SPACE = re.compile(r"""=\s*["']http://www\.opengis\.net/citygml/(?:profiles/base/)?\d\.\d["']""")
_BOMS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be", b"<\0?\0": "utf-16-le", b"\0<\0?": "utf-16-be"}


def recognises(head: bytes) -> bool:
    """Whether the bytes begin a CityGML document of any version."""
    encoding = next((name for mark, name in _BOMS.items() if head.startswith(mark)), "utf-8")
    text = head.decode(encoding, "ignore").lstrip("\ufeff \t\r\n")
    model = _MODEL.search(text) if text.startswith("<") else None
    return model is not None and _SPACE.search(text, model.start()) is not None


def walk(path: Path, *names: str) -> Iterator[Element]:
    """The elements of those local names as they end, in the file's order.

    Raises RefusedError where the XML breaks off, and for what is no CityGML or holds a document type.
    """
    tags = [f"{{*}}{name}" for name in (ROOT, *names)]
    root = None
    try:
        with path.open("rb") as stream:
            for event, element in etree.iterparse(stream, events=("start", "end"), tag=tags, **SAFE):
                if event == "start":
                    root = _expect_root(element, path) if root is None else root
                elif element is not root:
                    yield element
    except etree.XMLSyntaxError as error:
        raise RefusedError(_explain(path, error)) from None
    if root is None:
        raise RefusedError(f"{path.name} is not CityGML: it has no CityModel.")


def read_members(path: Path) -> Iterator[Element]:
    """Each member of the city model in turn; it is gone from memory when the next is asked for."""
    for element in walk(path, *MEMBERS, TEXTURES):
        if is_member(element):
            yield element
            free(element)
        elif is_texture_of_model(element):
            free(element)


def is_member(element: Element) -> bool:
    """Whether the element is a member of the city model itself."""
    parent = element.getparent()
    return name_of(element.tag).local in MEMBERS and parent is not None and parent.getparent() is None


def is_texture_of_model(element: Element) -> bool:
    """Whether the element is surface data that no city object holds."""
    return name_of(element.tag).local == TEXTURES and not any(
        name_of(above.tag).local in MEMBERS for above in element.iterancestors()
    )


def free(element: Element) -> None:
    """Let go of an element's content and of all that stands before it."""
    element.clear()
    parent = element.getparent()
    while element.getprevious() is not None:
        del parent[0]


def _expect_root(element: Element, path: Path) -> Element:
    if element.getroottree().docinfo.doctype:
        raise RefusedError(
            f"{path.name} declares a document type (<!DOCTYPE …>), which a city model has no use for and in "
            "which entities without end can hide; remove it."
        )
    version = version_of(element.tag) if element.getparent() is None else None
    if version is None:
        raise RefusedError(f"{path.name} is not CityGML: its root is no CityModel of CityGML.")
    if version not in VERSIONS:
        raise RefusedError(f"{path.name} is CityGML {version}; the twin reads 1.0 and 2.0: convert it first.")
    return element


def _explain(path: Path, error: etree.XMLSyntaxError) -> str:
    """A sentence for what is wrong with the XML, and what to do."""
    line, column = error.position
    where = f"{path.name}, line {line} column {column}"
    said = re.sub(r",? line \d+(?:, column \d+)?", "", error.msg or "").strip().rstrip(".")
    if not line:
        return f"{path.name} is empty or no XML; fetch it again."
    with path.open("rb") as stream:
        stream.seek(max(path.stat().st_size - LAST, 0))
        whole = ROOT.encode() in stream.read().replace(b"\0", b"")
    if not whole:
        return f"{where}: the file ends in the middle, it was cut; fetch it again."
    if "encoding" in said.lower() or "utf-8" in said.lower():
        return f"{where}: the text is not in the encoding it declares ({said}); write it again as UTF-8."
    return f"{where}: the XML is not well-formed ({said}); have the file written again."
