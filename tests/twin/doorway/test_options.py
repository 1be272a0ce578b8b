"""Options that ask the gate are read as doors read them, or refused by a sentence."""

import pytest
from django.core.management import CommandError
from django.core.management.base import CommandParser

from twin.access import NOBODY, Viewer
from twin.doorway.options import add_question, find_times, find_viewer
from twin.layer import EVERYONE


@pytest.fixture
def parser() -> CommandParser:
    """A command that asks the gate."""
    parser = CommandParser(called_from_command_line=False)
    add_question(parser, "what lies there")
    return parser


def test_area_times_and_eyes_are_read(parser: CommandParser) -> None:
    told = parser.parse_args(
        ["--bbox=-1,30,1,31", "--as-of", "2024-05-31", "--datetime", "2024-01-01/..", "--for", "planner"]
    )
    times = find_times(vars(told))
    assert told.bbox == [(-1.0, 30.0, 1.0, 31.0)]
    assert times.recorded is not None and times.recorded.hour == 23
    assert times.valid is not None and times.valid[1] is None
    assert "planner" in find_viewer(told.group).groups


def test_a_box_over_the_antimeridian_is_two(parser: CommandParser) -> None:
    assert len(parser.parse_args(["--bbox", "170,-10,-170,10"]).bbox) == 2


def test_without_options_it_is_what_everybody_sees_now(parser: CommandParser) -> None:
    told = parser.parse_args([])
    assert find_viewer(told.group) == NOBODY
    assert find_viewer("admin") == Viewer(EVERYONE)
    assert find_times(vars(told)).recorded is None


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--bbox", "1,2,3"], "give west,south,east,north"),
        (["--bbox", "1,2,nan,4"], "give west,south,east,north"),
        (["--as-of", "yesterday"], "give a date such as"),
        (["--datetime", "2024-02-01/2024-01-01"], "the earlier first"),
        (["--for", "mayor"], "invalid choice"),
    ],
)
def test_what_is_not_understood_is_refused(parser: CommandParser, arguments: list[str], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        parser.parse_args(arguments)
