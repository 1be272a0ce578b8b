"""Limits are bounded and cursors come back as they were given."""

import pytest

from twin.api.paging import MOST, read_cursor, read_limit, write_cursor


def test_more_than_the_most_is_served_as_the_most() -> None:
    assert read_limit(str(MOST)) == read_limit(str(MOST + 1)) == read_limit("9" * 30) == MOST
    assert read_limit("1") == 1


def test_a_cursor_leads_back_to_its_key() -> None:
    for key in [(1, 2), (2**63 - 1, 2**63 - 1)]:
        assert read_cursor(write_cursor(key)) == key


@pytest.mark.parametrize("text", ["", "x", "AAAA", "é", "A" * 23, "=" * 22])
def test_what_is_no_cursor_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_cursor(text)
