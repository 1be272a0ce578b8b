"""The text of an .inp file is read to sections, each line with its number; odd headings are findings."""

from pathlib import Path

import pytest

from spatial.errors import RefusedError
from spatial.pipe_networks.epanet import DIALECT
from spatial.pipe_networks.inp import Inp, read_inp, split
from spatial.records import Severity


def read(folder: Path, text: str | bytes) -> Inp:
    """The sections of a text."""
    path = folder / "model.inp"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_inp(path, DIALECT)


def test_lines_keep_their_number_and_their_text(tmp_path: Path) -> None:
    inp = read(tmp_path, "; written by hand\n[PIPES]\r\n;ID\n p1 a b 1 ; old\n\n[TITLE]\nx\n")
    assert [(line.number, line.text) for line in inp.sections["PIPES"]] == [
        (3, ";ID"),
        (4, " p1 a b 1 ; old"),
        (5, ""),
    ]
    assert [words for _, _, words in inp.rows("PIPES")] == [["p1", "a", "b", "1"]]
    assert inp.sections[""][0].text == "; written by hand"
    assert inp.findings == []


def test_a_word_in_quotes_may_hold_blanks() -> None:
    assert split('a "b c" 3 ; "d"') == ["a", "b c", "3"]


@pytest.mark.parametrize("heading", ["[JUNCTION]", "[junc]", " [Junctions]", "[JUNCTIONS", "[ JUNCTIONS ]"])
def test_a_heading_is_known_by_its_first_letters(tmp_path: Path, heading: str) -> None:
    inp = read(tmp_path, f"{heading}\n a 1\n")
    assert [line.text for line in inp.sections["JUNCTIONS"]] == [" a 1", ""]
    assert inp.findings == []


def test_a_section_that_comes_twice_is_one(tmp_path: Path) -> None:
    inp = read(tmp_path, "[TAGS]\n NODE a x\n[PIPES]\n[TAGS]\n NODE b y\n[END]\n[FOO]\n")
    assert [line.number for line in inp.sections["TAGS"]] == [2, 5]
    assert inp.ended
    assert inp.findings == []


def test_an_unknown_heading_and_a_line_before_any_are_findings_with_their_line(tmp_path: Path) -> None:
    inp = read(tmp_path, "lost\n[PIPES]\n[FOO]\n kept\n[BAR]\n[END]\n")
    assert [(issue.severity, issue.position) for issue in inp.findings] == [
        (Severity.ERROR, "line 1"),
        (Severity.ERROR, "line 3"),
        (Severity.ERROR, "line 5"),
    ]
    assert "knows no section [FOO]" in inp.findings[1].message
    assert inp.sections["FOO"][0].text == " kept"


@pytest.mark.parametrize(("encoding", "told"), [("utf-8-sig", 0), ("gb18030", 1), ("cp1252", 1)])
def test_other_encodings_are_read_and_told(tmp_path: Path, encoding: str, told: int) -> None:
    word = "Straße" if encoding == "cp1252" else "湖滨供水管网"
    inp = read(tmp_path, f"[TITLE]\n{word}\n".encode(encoding))
    assert inp.sections["TITLE"][0].text == word
    assert [issue.code for issue in inp.findings] == ["ENCODING_GUESSED"] * told


def test_a_nul_character_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="line 2: a NUL"):
        read(tmp_path, b"[TITLE]\n\0\n")


def test_the_last_word_of_an_option_counts(tmp_path: Path) -> None:
    inp = read(tmp_path, "[OPTIONS]\n Units GPM\n UNITS LPS\n Quality\n")
    assert inp.option("UNITS") == "LPS"
    assert inp.option("QUALITY") is None
