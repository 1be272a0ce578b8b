"""The lines to copy do in a shell what they say, whatever was asked, and nothing else."""

import subprocess
from urllib.parse import parse_qsl, urlsplit

import pytest

from twin.api.copying import write_address, write_command, write_copies

ODD = ["it's", 'a "b"', "$(touch x)", "`id`", "two\nlines", "a;b|c&d>e", "\\", "!x", "*", "", "[1-9]{a,b}"]


@pytest.mark.parametrize("word", ODD)
def test_a_shell_takes_each_word_as_it_stands(word: str) -> None:
    line = write_command("printf", "%s\\n--\\n", word, word)
    done = subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=True)
    assert done.stdout == f"{word}\n--\n{word}\n--\n"


@pytest.mark.parametrize("word", ODD)
def test_the_address_asks_exactly_what_the_page_was_asked(word: str) -> None:
    [curl] = [one.text for one in write_copies("http://a", "/x", {"name": word}, "en") if "curl " in one.text]
    done = subprocess.run(
        ["sh", "-c", curl.replace("curl", "printf '%s\\n'", 1)], capture_output=True, text=True, check=True
    )
    address = urlsplit(done.stdout.splitlines()[-1])
    assert parse_qsl(address.query, keep_blank_values=True) == [("name", word), ("f", "json")]


def test_nothing_in_an_address_is_a_pattern_to_curl() -> None:
    address = write_address("http://a", "/collections/{x}[1-3]", {"q": "{a,b}[1-3]"})
    assert not set("{}[]") & set(address)


def test_a_collections_lines_name_it_and_the_part_asked_for() -> None:
    lines = [
        one.text for one in write_copies("http://a", "/x", {}, "zh", "max h", [120.1, -30.25, 120.2, 30.3])
    ]
    assert lines[:3] == ["http://a/", "max h", "ogrinfo -ro -so OAPIF:http://a/ 'max h'"]
    assert lines[3] == ("ogr2ogr -f GPKG 'max h.gpkg' OAPIF:http://a/ 'max h' -spat 120.1 -30.25 120.2 30.3")


def test_without_a_collection_all_are_listed() -> None:
    titles = [one.title for one in write_copies("http://a", "/x", {}, "en")]
    assert titles == [
        "QGIS: the address of a new “WFS / OGC API - Features” connection",
        "GDAL: which layers there are",
        "curl: this page as JSON",
    ]
