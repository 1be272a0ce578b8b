"""Glyphs of all scripts of the city's names are drawn from the packages' fonts."""

import re

import pytest

from tiles.glyphs import STACK, WIDE, NoSuchGlyphsError, read_range, workshop

NAMES = "市民中心жағалауҒҚҢӘӨҰҮҺІ Āáǎà Łódź Ижевск №12 ①、《》"


@pytest.fixture(autouse=True)
def built() -> None:
    """The packages the fonts come in."""
    if not (workshop() / "node_modules/fontnik").exists():
        pytest.skip("The web map's packages are not installed; `manage.py test` installs them.")


def read_varint(content: bytes, at: int) -> tuple[int, int]:
    """A number of a protocol buffer, and where it ends."""
    value = shift = 0
    while True:
        byte = content[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at


def fields(content: bytes) -> list[tuple[int, int | bytes]]:
    """The fields of a message of numbers and texts, as MapLibre's glyphs.proto has them."""
    found: list[tuple[int, int | bytes]] = []
    at = 0
    while at < len(content):
        key, at = read_varint(content, at)
        value, at = read_varint(content, at)
        if key & 7 == 2:
            found.append((key >> 3, content[at : at + value]))
            at += value
        else:
            found.append((key >> 3, value))
    return found


def glyphs(text: str) -> dict[str, int]:
    """For each character its bitmap's length."""
    found: dict[str, int] = {}
    for start in sorted({ord(one) // WIDE * WIDE for one in text}):
        for _, stack in fields(read_range(STACK, f"{start}-{start + WIDE - 1}")):
            assert isinstance(stack, bytes)
            for number, glyph in fields(stack):
                if number == 3 and isinstance(glyph, bytes):
                    told = dict(fields(glyph))
                    bitmap = told.get(2, b"")
                    assert isinstance(bitmap, bytes)
                    found[chr(int(told[1]))] = len(bitmap)
    return found


def test_chinese_kazakh_and_accented_letters_have_glyphs() -> None:
    drawn = glyphs(NAMES)
    assert all(drawn[one] > 0 for one in NAMES if one != " ")


def test_every_character_of_gb_2312_has_a_glyph_in_the_first_range_of_ideographs() -> None:
    codes = (bytes([high, low]) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    known = {char for code in codes if (char := code.decode("gb2312", "ignore"))}
    assert len(known) == 6763
    near = {char for char in known if ord(char) < 0x4F00}
    assert len(near) > 100
    assert near <= set(glyphs("".join(near)))


@pytest.mark.parametrize(
    ("stack", "span"),
    [
        ("Arial", "0-255"),
        ("../../x", "0-255"),
        (STACK, "0-254"),
        (STACK, "65536-65791"),
        (STACK, "-256--1"),
        (STACK, "../0-255"),
        (STACK, "0-255\u202e"),
    ],
)
def test_what_is_no_font_or_range_is_refused(stack: str, span: str) -> None:
    with pytest.raises(NoSuchGlyphsError, match=re.compile("font|ranges")):
        read_range(stack, span)
