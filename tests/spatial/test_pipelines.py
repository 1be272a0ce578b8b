"""The tables of CJJ 61-2017 are as printed, and codes that are not in them are noticed."""

import pytest

from spatial import pipelines
from spatial.citation import Confidence
from spatial.pipelines import BURIALS, CLASSES, MATERIALS, STATUSES, check_codes, hex_colour
from spatial.records import Link, Node, Severity

APPENDIX_B = {
    ("JS", "1"): ("JY01 SS02 ZS03 JP04 JZ05 XS06 LS07 JH08", (0, 255, 255)),
    ("PS", "2"): ("YS01 WS02 HS03", (76, 57, 38)),
    ("RQ", "3"): ("MQ01 YH02 TR03", (255, 0, 255)),
    ("RL", "4"): ("RS01 ZQ02", (255, 128, 0)),
    ("DL", "5"): ("GD01 LD02 XH03 DC04 GG05", (255, 0, 0)),
    ("TX", "6"): ("DH01 DS02 XX03 GB04", (0, 255, 0)),
    ("GY", "7"): ("QQ01 YQ02 GQ03 YX04 BQ05 LQ06 DQ07 EY08 AQ09 JB10", (0, 0, 0)),
    ("QT", "8"): ("ZH01 BM02", None),
}


def test_classes_codes_and_colours_are_those_of_appendix_b() -> None:
    told = {
        (one.code, one.digit): (" ".join(sub.code + sub.digits for sub in one.subclasses), one.rgb)
        for one in CLASSES.values()
    }
    assert told == APPENDIX_B
    assert {sub.code: sub.rgb for sub in CLASSES["QT"].subclasses} == {"ZH": (0, 0, 0), "BM": (102, 0, 204)}


def test_a_sub_class_code_names_one_sub_class() -> None:
    codes = [sub.code for one in CLASSES.values() for sub in one.subclasses]
    assert len(codes) == len(set(codes)) == 37


def test_every_table_says_where_it_is_from_and_how_sure_that_is() -> None:
    tables = [name for name in vars(pipelines) if name.endswith("_FROM")]
    assert len(tables) == 4
    for name in tables:
        citation = getattr(pipelines, name)
        assert citation.source.startswith("CJJ 61-2017")
        assert citation.clause.startswith("附录")
        assert citation.confidence is Confidence.VERIFIED
        assert citation.seen


def test_every_code_has_words_in_both_languages() -> None:
    texts = [*MATERIALS.values(), *BURIALS.values(), *STATUSES.values()]
    texts += [one.title for main in CLASSES.values() for one in (main, *main.subclasses)]
    assert (len(MATERIALS), len(BURIALS), list(STATUSES)) == (15, 13, ["0", "1", "2", "3"])
    assert all(text.zh and text.en for text in texts)


def test_a_colour_is_written_in_hexadecimal() -> None:
    assert hex_colour((255, 128, 0)) == "#ff8000"


def test_known_and_absent_codes_raise_no_finding() -> None:
    drain = Link(code="l", footprint=None, network="PS", klass="WS", material="T", burial="ZM", status="0")
    assert check_codes(drain) == []
    assert check_codes(Link(code="l", footprint=None, network="JS")) == []
    assert check_codes(Node(code="n", footprint=None, network="QT", klass="BM", status="3")) == []


def test_an_unknown_main_class_is_an_error_that_names_the_known_ones() -> None:
    [issue] = check_codes(Node(code="n", footprint=None, network="water"))
    assert (issue.severity, issue.code, issue.object) == (Severity.ERROR, "UNKNOWN_NETWORK", "n")
    assert "JS, PS, RQ, RL, DL, TX, GY, QT" in issue.message


@pytest.mark.parametrize(
    "codes", [{"klass": "WS"}, {"material": "wood"}, {"burial": "deep"}, {"status": "in use"}], ids=str
)
def test_another_unknown_code_is_a_warning(codes: dict[str, str]) -> None:
    [issue] = check_codes(Link(code="l", footprint=None, network="JS", **codes))
    [value] = codes.values()
    assert (issue.severity, issue.code) == (Severity.WARNING, "UNKNOWN_CODE")
    assert f"“{value}”" in issue.message
