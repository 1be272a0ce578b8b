"""A text is made ready for reading: half-width, joined, with remarks and rest set apart."""

import pytest

from spatial.addresses.address import REST
from spatial.addresses.cleaning import LONGEST, Cleaned, clean


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("文三路４７８号", Cleaned("文三路478号", None, None)),
        ("文三路 478 号 3 幢", Cleaned("文三路478号3幢", None, None)),
        ("百大花园 8 1202", Cleaned("百大花园8-1202", None, None)),
        ("浙江省，杭州市；西湖区。", Cleaned("浙江省杭州市西湖区", None, None)),
        ("六和路----东信大道", Cleaned("六和路东信大道", None, None)),
        ("文三路12—3号", Cleaned("文三路12-3号", None, None)),
        ("501，502室", Cleaned("501、502室", None, None)),
        ("文三路478号（东门）（近学院路）", Cleaned("文三路478号", "东门 近学院路", None)),
        ("文三路(西(北)段", Cleaned("文三路", "西 北段", None)),
        ("文三路)478号", Cleaned("文三路478号", None, None)),
        ("中国杭州市", Cleaned("杭州市", None, None)),
        ("中国", Cleaned("中国", None, None)),
        ("中山路", Cleaned("中山路", None, None)),
        ("  Baker   Street 221B ", Cleaned("Baker Street 221B", None, None)),
        (f"文三路{REST}某 公司", Cleaned("文三路", None, "某 公司")),
    ],
)
def test_a_text_is_made_ready(text: str, cleaned: Cleaned) -> None:
    assert clean(text) == cleaned


def test_a_text_longer_than_any_address_is_set_apart_whole() -> None:
    assert clean("路" * (LONGEST + 1)) == Cleaned("", None, "路" * (LONGEST + 1))
    assert clean("路 " * LONGEST + REST + "近") == Cleaned("", None, ("路 " * LONGEST).strip() + " 近")
