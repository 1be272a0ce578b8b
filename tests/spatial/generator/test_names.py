"""Names are Chinese, and neighbours are not called alike."""

import re

from spatial.generator.names import (
    FIRST,
    PAIRS,
    SECOND,
    STRIDE,
    WINDOW,
    name_area,
    name_main_road,
    name_place,
    name_street,
    pair,
)
from spatial.generator.uses import USES


def test_no_two_local_streets_within_many_cells_are_called_alike() -> None:
    names = [
        name_street(4, i, j, line, along, minor=False)
        for i in range(WINDOW)
        for j in range(WINDOW)
        for line in range(1, 6)
        for along in (True, False)
    ]
    assert len({name[:2] for name in names}) == len(names), "not even by their ending alone"


def test_every_pair_of_characters_comes_up() -> None:
    assert len(set(FIRST)) * len(set(SECOND)) == PAIRS
    assert len({pair(number) for number in range(PAIRS)}) == PAIRS
    assert STRIDE % 2 and STRIDE % 3


def test_main_roads_keep_their_name_and_have_their_own() -> None:
    names = [name_main_road(1, line, east, False) for line in range(60) for east in (True, False)]
    assert len(set(names)) == len(names)
    assert name_main_road(1, 3, True, True).endswith("大道")


def test_names_are_chinese_words_of_their_kind() -> None:
    chinese = re.compile(r"[\u4e00-\u9fff]+")
    places = [name_place(1, number, use) for use in USES if use.place for number in range(5)]
    areas = [name_area(1, number, district) for number in range(400) for district in (True, False)]
    assert all(chinese.fullmatch(name) for name in places + areas)
    assert {name[-1] for name in areas} == {"区", "道"}
    assert len(set(areas)) == len(areas)
