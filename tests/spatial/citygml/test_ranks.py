"""Ranks of depth are read from their own words."""

import pytest

from spatial.citygml.ranks import AREAS, DEPTHS, SPECIAL, rank_in, read_depths


@pytest.mark.parametrize(
    ("text", "depths"),
    [
        ("0.5m未満", (0.0, 0.5)),
        ("0.5m以上3m未満", (0.5, 3.0)),
        ("0.5m以上 3.0m未満の区域", (0.5, 3.0)),
        ("20m以上", (20.0, None)),
        ("0.3m～0.5m", (0.3, 0.5)),
        ("0.5～1.0ｍ未満", (0.5, 1.0)),
        ("5.0m～", (5.0, None)),
        ("水深 1–2 米", (1.0, 2.0)),
        ("浸水なし", None),
        ("2", None),
    ],
)
def test_depths_are_read_in_metres(text: str, depths: tuple[float, float | None] | None) -> None:
    assert read_depths(text) == depths


def test_a_code_has_its_rank_by_the_depths_of_its_list() -> None:
    assert [rank_in(DEPTHS, code) for code in DEPTHS] == [1, 2, 3, 4, 5, 6]
    reversed_list = {"1": "5m以上", "2": "3m以上5m未満", "3": "3m未満", "4": "不明"}
    assert [rank_in(reversed_list, code) for code in "1234"] == [3, 2, 1, None]


def test_special_areas_are_known_by_their_name() -> None:
    assert [SPECIAL in name for name in AREAS.values()] == [False, True, False, True]
