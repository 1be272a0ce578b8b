"""A position comes back from its word as it was; nothing else is taken for one."""

from datetime import UTC, datetime

import pytest

from twin.access.feed import BEGINNING, Position
from twin.api.positions import SINCE, read_position, write_position
from twin.doorway.problems import BadParameterError

MOMENT = datetime(2024, 5, 31, 8, 0, 0, 123456, UTC)


@pytest.mark.parametrize(
    "position",
    [Position(MOMENT), Position(MOMENT, "buildings", 7), Position(MOMENT, "楼", 2**63 - 1), BEGINNING],
)
def test_a_position_comes_back(position: Position) -> None:
    assert read_position(write_position(position)) == position


def test_a_moment_is_the_position_behind_it() -> None:
    assert read_position("2024-05-31T08:00:00.123456Z") == Position(MOMENT)
    assert read_position("2024-05-31") == Position(datetime(2024, 5, 30, 16, tzinfo=UTC))


@pytest.mark.parametrize("text", ["", "x", "AAAA", "_" * 22, "2024-13-01", "é" * 22, "_" * 24])
def test_what_is_none_is_refused(text: str) -> None:
    with pytest.raises(BadParameterError, match="give the cursor of an earlier answer"):
        SINCE.take(text)


def test_every_moment_has_a_word_that_comes_back() -> None:
    for number in range(5000):
        position = Position(MOMENT.replace(microsecond=number * 200, second=number % 60), "places", number)
        assert read_position(write_position(position)) == position
