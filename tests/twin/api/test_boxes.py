"""The parameter `bbox` reads boxes of degrees as clients write them."""

import pytest

from twin.api.boxes import read_boxes


def test_heights_are_passed_over() -> None:
    assert read_boxes("1,2,-5,3,4,900") == read_boxes("1, 2, 3, 4") == [(1, 2, 3, 4)]


@pytest.mark.parametrize(
    "text", ["1,2,3", "1,2,3,4,5", "1,2,9,3,4,8", "0,2,1,1", "181,0,1,1", "0,0,1,91", "x,0,1,1", "0,0,1,inf"]
)
def test_what_is_no_box_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_boxes(text)
