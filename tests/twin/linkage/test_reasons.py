"""Every reason is told in both languages, with what it quotes."""

from typing import Any

import pytest

from spatial.text import Text
from twin.linkage.reasons import AFTER, BEFORE, TEXTS, tell_reason
from twin.models import Reason


def test_every_reason_is_told_in_both_languages() -> None:
    assert set(TEXTS) == set(Reason)
    for reason in Reason:
        told = tell_reason(reason, {"words": "So.", "metres": 5.0}, "house")
        assert told.zh
        assert told.en
        assert not {"{", "}"} & {*told.zh, *told.en}


@pytest.mark.parametrize(
    ("reason", "quoted", "told"),
    [
        (
            Reason.REFERENCE,
            None,
            Text("按编码指明同一来源中的楼幢。", "It names the house by its code, in the same source."),
        ),
        (
            Reason.LISTED_OWN_CODE,
            {"code": "{7}", "scheme": "survey", "number": 2, "through_house": True},
            Text(
                "依据对应它的楼幢：其编码“{7}”（survey）是该楼幢的代码之一。已知有 2 个这样的楼幢。",
                "By the house told of it: Its own code “{7}” (survey) is one of the house's codes. "
                "2 such are known.",
            ),
        ),
        (
            Reason.ADDRESS,
            {"apart": 462, "other_code": True},
            Text(
                "其地址即该楼幢的地址。两者相距 462 米。但其编码是另一楼幢的编码。",
                "Its address is the house's. They lie 462 m apart. But its code is that of another house.",
            ),
        ),
        (
            Reason.LIKENESS,
            {"bits": {"name": -0.7, "number": 6.6}},
            Text(
                "相似度证据（比特）：门牌号 +6.6，名称 -0.7。",
                "Evidence of likeness in bits: number +6.6, name -0.7.",
            ),
        ),
        (
            Reason.LIKENESS,
            {"bits": {}},
            Text("相似度证据（比特）：无。", "Evidence of likeness in bits: none."),
        ),
    ],
)
def test_what_is_quoted_stands_in_the_sentence(
    reason: Reason, quoted: dict[str, Any] | None, told: Text
) -> None:
    assert tell_reason(reason, quoted, "house") == told


def test_remarks_have_names_of_their_own() -> None:
    assert BEFORE.keys().isdisjoint(AFTER)
