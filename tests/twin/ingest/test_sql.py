"""A query of ours gives its rows, or how many it changed."""

import pytest

from twin.ingest.sql import ask


@pytest.mark.django_db
def test_rows_or_their_number_come_back() -> None:
    assert ask("SELECT %s::int, 'a'", [3]) == [(3, "a")]
    assert ask("UPDATE twin_dataset SET title = ''") == [(0,)]
