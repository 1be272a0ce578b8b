"""Points are chosen whole, and kinds are read as they are typed."""

import numpy as np
import pytest

from spatial.points import Points, read_kinds
from tests.columns import codes, numbers


def test_chosen_points_keep_all_that_is_told_of_them() -> None:
    points = Points(
        zone=codes(0, 1, -1),
        x=numbers(1, 2, 3),
        y=numbers(4, 5, 6),
        count=numbers(7, 8, 9),
        kind=codes(0, 0, 1),
    )
    chosen = points.choose(np.array([True, False, True]))
    assert (len(points), len(chosen)) == (3, 2)
    assert chosen.xy.tolist() == [[1, 4], [3, 6]]
    assert (chosen.zone.tolist(), chosen.count.tolist(), chosen.kind.tolist()) == ([0, -1], [7, 9], [0, 1])


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("", []),
        (" , / ,", []),
        ("school", [["school"]]),
        (" school , hospital/ clinic/,", [["school"], ["hospital", "clinic"]]),
    ],
)
def test_kinds_are_parted_by_commas_and_their_words_by_strokes(text: str, kinds: list[list[str]]) -> None:
    assert read_kinds(text) == kinds
