"""What a command asks of the gate, as its options: an area, the two times, for whose eyes."""

from argparse import ArgumentTypeError
from collections.abc import Callable
from typing import Any

from django.core.management.base import CommandParser

from twin.access import Times, Viewer
from twin.access.moments import read_knowledge, read_period
from twin.filter.boxes import Box, make_boxes
from twin.layer import ADMIN, ANONYMOUS, EVERYONE


def reader(read: Callable[[str], Any], wants: str) -> Callable[[str], Any]:
    """How an option is read; what cannot be is refused by a sentence that says what is wanted."""

    def read_option(text: str) -> Any:
        try:
            return read(text)
        except ValueError:
            raise ArgumentTypeError(f"“{text}” is not understood; give {wants}.") from None

    return read_option


def read_boxes(text: str) -> list[Box]:
    """The boxes of numbers with commas between."""
    return make_boxes([float(part) for part in text.split(",")])


BOX = reader(read_boxes, "west,south,east,north in degrees, south not above north")
KNOWLEDGE = reader(read_knowledge, "a date such as 2024-05-31 or a date-time such as 2024-05-31T08:00:00Z")
PERIOD = reader(read_period, "a date, a date-time, or two of them, the earlier first: 2024-01-01/2024-12-31")


def add_box(parser: CommandParser, what: str) -> None:
    """The option of an area; `what` is chosen by it."""
    parser.add_argument(
        "--bbox",
        type=BOX,
        metavar="W,S,E,N",
        help=f"only {what}; --bbox=-1,… for a minus",
    )


def add_question(parser: CommandParser, what: str) -> None:
    """The options of area, times and eyes."""
    add_box(parser, what)
    parser.add_argument("--as-of", type=KNOWLEDGE, metavar="T", help="what the twin knew then")
    parser.add_argument("--datetime", type=PERIOD, metavar="D", help="what was so then")
    parser.add_argument(
        "--for",
        dest="group",
        choices=sorted(EVERYONE),
        default=ANONYMOUS,
        help="whose eyes it is for; without it, everybody's",
    )


def find_viewer(group: str) -> Viewer:
    """Who sees what a group sees."""
    return Viewer(EVERYONE if group == ADMIN else frozenset({ANONYMOUS, group}))


def find_times(options: dict[str, Any]) -> Times:
    """The two times of the options."""
    return Times(options["datetime"], options["as_of"])
