"""Encodings are told by every byte of a file; what is in none is refused by line and place."""

from pathlib import Path

import pytest

from spatial.errors import RefusedError
from spatial.tabular.encodings import PIECE, decode_head, find_encoding, find_fault

TEXT = "户号,地址\n1,虚构路1号\n"


@pytest.mark.parametrize(
    ("stored", "told"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("gb18030", "gb18030")],
)
def test_each_encoding_is_found(stored: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(TEXT.encode(stored))
    assert find_encoding(path) == told
    assert decode_head(path.read_bytes()) in (TEXT, f"\ufeff{TEXT}")


def test_a_character_on_the_seam_of_two_pieces_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_bytes(b"a" * (PIECE - 1) + "户".encode() + b"\n\xff")
    fault = find_fault(path, "utf-8")
    assert fault == (2, PIECE + 3)


def test_a_broken_byte_in_chinese_utf8_does_not_make_it_gb18030(tmp_path: Path) -> None:
    path = tmp_path / "broken.csv"
    data = TEXT.encode() * 50
    path.write_bytes(data + b"\xe9\n")
    with pytest.raises(RefusedError, match=rf"line 101: byte {len(data)} \(0xE9\) is no UTF-8"):
        find_encoding(path)


def test_what_is_neither_is_refused_as_such(tmp_path: Path) -> None:
    path = tmp_path / "latin.csv"
    path.write_bytes("a,b\n1,é\n".encode("latin-1"))
    with pytest.raises(RefusedError, match=r"line 2: byte 6 \(0xE9\) is neither UTF-8 nor GB 18030"):
        find_encoding(path)


def test_a_cut_character_at_the_end_of_a_marked_file_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "cut.csv"
    path.write_bytes(TEXT.encode("utf-16")[:-1])
    with pytest.raises(RefusedError, match="is no UTF-16"):
        find_encoding(path)


def test_bytes_that_are_no_text_are_not_decoded() -> None:
    assert decode_head(bytes(range(256))) is None
