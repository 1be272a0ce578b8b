"""Likely pairs are found with their probability and reason, and nearly all that there are."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from spatial.linkage.model import Comparison, Likeness, Match, Model, Row, find_matches
from tests.spatial.linkage.febrl import person, read_febrl

PEOPLE = Model(
    comparisons=(
        *(Comparison(name, Likeness.NAME, (0.9, 0.8)) for name in ("given_name", "surname")),
        *(Comparison(name, Likeness.NAME, (0.9,)) for name in ("address_1", "suburb")),
        Comparison("date_of_birth", Likeness.TEXT, (1, 2)),
        Comparison("postcode", Likeness.TEXT, (1,)),
        Comparison("street_number", Likeness.EXACT),
        Comparison("state", Likeness.EXACT),
    ),
    blocks=(
        ("date_of_birth",),
        ("given_name", "surname"),
        ("surname", "suburb"),
        ("surname", "postcode"),
        ("given_name", "postcode"),
        ("postcode", "address_1"),
        ("suburb", "street_number"),
        ("address_1", "street_number"),
    ),
    lessons=(("date_of_birth",), ("given_name", "surname")),
    share=1 / 5000,
)
HOUSES = Model(
    comparisons=(
        Comparison("road", Likeness.NAME, (0.9, 0.8), m=(0.8, 0.1, 0.05, 0.05), u=(0.02, 0.02, 0.02, 0.94)),
        Comparison("number", Likeness.EXACT, m=(0.9, 0.1), u=(0.02, 0.98)),
        Comparison("name", Likeness.NAME, (0.8,), m=(0.7, 0.2, 0.1), u=(0.001, 0.009, 0.99)),
    ),
    blocks=(("number",), ("name",)),
    share=0.01,
)


def house(id: str, road: str | None, number: str | None, name: str | None) -> Row:
    """A house as a source tells it."""
    return {"id": id, "road": road, "number": number, "name": name}


def test_a_misspelt_house_is_found_with_its_reason() -> None:
    left = [house("a", "文三西路", "12", "翠苑新村")]
    right = [house("x", "文三路", "12", "翠苑新村"), house("y", "河坊街", "12", None)]
    [best] = find_matches(left, right, HOUSES, 0.9)
    assert (best.left, best.right) == ("a", "x")
    assert best.bits["name"] == pytest.approx(9.5, abs=0.1)
    assert list(best.telling.items())[:2] == [("name", 9.5), ("number", 5.5)]
    both = find_matches(left, right, HOUSES, 0)
    assert [match.right for match in both] == ["x", "y"]
    assert both[1].probability < 0.05
    assert both[1].bits["name"] == 0


def test_nothing_to_link_with_is_no_match() -> None:
    assert find_matches([], [house("x", "文三路", "12", None)], HOUSES, 0) == []


def test_linking_says_nothing_and_gives_the_same_again(capfd: pytest.CaptureFixture[str]) -> None:
    chance = Random(7)
    names = ["".join(chance.choices("张王李赵刘陈杨黄周吴", k=6)) for _ in range(60)]
    left = [house(f"l{at}", "文三路", str(at % 9), name) for at, name in enumerate(names)]
    right = [house(f"r{at}", "文三路", str(at % 9), f"{name[:-1]}堂") for at, name in enumerate(names)]
    taught = Model(HOUSES.comparisons, HOUSES.blocks, HOUSES.share, lessons=(("number",),), enough=50)
    first = find_matches(left, right, taught, 0.5)
    assert first == find_matches(left, right, taught, 0.5)
    assert {(match.left[1:], match.right[1:]) for match in first} >= {(str(at), str(at)) for at in range(60)}
    assert capfd.readouterr() == ("", "")


def judge(found: list[Match], people: int) -> tuple[float, float]:
    """Recall and precision."""
    true = sum(person(match.left) == person(match.right) for match in found)
    return true / people, true / len(found)


def test_nearly_all_of_febrl4_is_found_and_nearly_nothing_else(sample: Callable[[str], Path]) -> None:
    left, right = (read_febrl(sample(f"reference/linkage/dataset4{part}.csv")) for part in "ab")
    recall, precision = judge(find_matches(left, right, PEOPLE, 0.9), len(left))
    assert recall >= 0.97
    assert precision >= 0.99
