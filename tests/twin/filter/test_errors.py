"""What is shown of a filter disguises nothing."""

from twin.filter.errors import FilterError, show


def test_what_cannot_be_seen_is_shown_as_such() -> None:
    assert show("a\u202eb\x00c\ud800") == "a�b�c�"
    assert len(show("x" * 1000)) == 60


def test_a_position_is_told_where_there_is_one() -> None:
    assert (FilterError("so").position, FilterError("so", 3).position) == (None, 3)
