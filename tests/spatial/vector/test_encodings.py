"""Text of dBASE tables in many encodings, named, told by the file, or guessed."""

from pathlib import Path

import pytest

from spatial.vector.cells import Odd
from spatial.vector.encodings import decoder, find_encoding, read_name

NAMES = {
    "UTF-8": "utf-8",
    "65001": "utf-8",
    "GBK": "gb18030",
    "CP936": "gb18030",
    "ANSI 936": "gb18030",
    "GB2312": "gb18030",
    "ISO 88591": "iso8859-1",
    "ISO-8859-15": "iso8859-15",
    "1252": "cp1252",
    "ANSI 1252": "cp1252",
    "BIG5": "big5",
}


@pytest.mark.parametrize("word", NAMES)
def test_an_encoding_is_known_by_the_names_that_cpg_files_use(word: str) -> None:
    assert read_name(word) == NAMES[word]


@pytest.mark.parametrize("word", ["", "martian", "\0", "base64", "99999"])
def test_what_names_no_text_encoding_is_none(word: str) -> None:
    assert read_name(word) is None


def write(folder: Path, text: bytes, driver: int = 0) -> Path:
    """Something with a dBASE header and text."""
    path = folder / "t.dbf"
    path.write_bytes(bytes(29) + bytes([driver]) + bytes(2) + text)
    return path


@pytest.mark.parametrize(
    ("text", "driver", "encoding", "guessed"),
    [
        (b"plain", 0, "utf-8", False),
        ("杭州".encode(), 0, "utf-8", True),
        ("杭州市西湖区".encode("gbk"), 0x57, "gb18030", True),
        ("Zürich Café".encode("cp1252"), 0x57, "cp1252", True),
        ("杭州".encode("gbk"), 0x4D, "gb18030", False),
        ("été".encode("cp850"), 0x02, "cp850", False),
    ],
)
def test_the_encoding_is_told_or_guessed(
    text: bytes, driver: int, encoding: str, guessed: bool, tmp_path: Path
) -> None:
    found, notes = find_encoding(write(tmp_path, text, driver), None)
    assert found == encoding
    assert [note.code for note in notes] == ["ENCODING_GUESSED"] * guessed


def test_a_cpg_file_decides_and_an_unknown_one_is_told(tmp_path: Path) -> None:
    cpg = tmp_path / "t.cpg"
    cpg.write_text("GBK\n")
    assert find_encoding(write(tmp_path, "é".encode()), cpg) == ("gb18030", ())
    cpg.write_text("martian")
    found, notes = find_encoding(write(tmp_path, b"plain"), cpg)
    assert (found, len(notes)) == ("utf-8", 1)
    assert "martian" in notes[0].message


def test_a_last_character_that_was_cut_is_left_out_and_other_rubbish_told() -> None:
    decode = decoder("gb18030")
    stored = "杭州".encode("gbk")
    assert decode(stored.decode("latin-1")) == "杭州"
    assert decode(stored[:-1].decode("latin-1")) == "杭"
    odd = decode((b"\xff\xff" + stored).decode("latin-1"))
    assert isinstance(odd, Odd)
    assert "GB18030" in odd.message
