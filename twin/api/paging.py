"""Which part of a collection an answer holds: limit, cursor, offset and whether all is counted."""

import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Sequence
from typing import Any

from django.core import signing
from django.db.models import QuerySet

from twin.api.sorting import Sort, arrange, follow
from twin.doorway.parameters import Parameter, choose, read_integer
from twin.doorway.problems import BadParameterError

Key = tuple[int, int]
USUAL, MOST, FARTHEST = 100, 10_000, 10_000
KEY = struct.Struct(">qq")


def read_limit(text: str) -> int:
    """At least 1; more than the most is served as the most (OGC 17-069r4 §7.15.2)."""
    limit = read_integer(text)
    if limit < 1:
        raise ValueError(text)
    return min(limit, MOST)


def read_offset(text: str) -> int:
    """How many to pass over."""
    offset = read_integer(text)
    if not 0 <= offset <= FARTHEST:
        raise ValueError(text)
    return offset


def write_cursor(key: Key) -> str:
    """The key of the last row given, as clients hand it back."""
    return urlsafe_b64encode(KEY.pack(*key)).rstrip(b"=").decode()


def read_cursor(text: str) -> Key:
    """The key a cursor was made of."""
    try:
        thing, version = KEY.unpack(urlsafe_b64decode(text + "=="))
    except (struct.error, UnicodeEncodeError) as error:
        raise ValueError(text) from error
    return thing, version


class Turner:
    """Turns the pages of rows in an order, for viewers of some groups.

    A cursor names the last row given, whose values are looked up; in an order of fields it is signed for
    that order and these groups, so that nobody can ask where a row stands that they may not see.
    """

    def __init__(self, rows: QuerySet[Any], order: Sequence[Sort], groups: Iterable[str]) -> None:
        self.rows, self.order = rows, order
        steps = [("-" if sort.descending else "+") + sort.source for sort in order]
        self.signer = signing.Signer(salt="\n".join(["cursor", *steps, *sorted(groups)]))

    def write(self, key: Key) -> str:
        """The cursor that goes on after a row."""
        return self.signer.sign(write_cursor(key)) if self.order else write_cursor(key)

    def turn(self, cursor: str | None, offset: int, limit: int) -> QuerySet[Any]:
        """The asked part in its order, and one more row to tell whether any follow."""
        rows = self.rows if cursor is None else self.after(self.read(cursor))
        return rows.order_by(*arrange(self.order))[offset : offset + limit + 1]

    def read(self, cursor: str) -> Key:
        """The key of a cursor; raises BadParameterError for one that was not given for such a question."""
        try:
            return read_cursor(self.signer.unsign(cursor) if self.order else cursor)
        except (ValueError, signing.BadSignature):
            raise refuse_cursor() from None

    def after(self, key: Key) -> QuerySet[Any]:
        """The rows after one."""
        thing, version = key
        values: Sequence[Any] = ()
        if self.order:
            named = self.rows.model._default_manager.filter(id=version, thing_id=thing)
            last = named.values_list(*(sort.source for sort in self.order)).first()
            if last is None:
                raise refuse_cursor()
            values = last
        return self.rows.filter(follow(self.order, values, thing, version))


def refuse_cursor() -> BadParameterError:
    """What is said of a cursor that leads nowhere."""
    return BadParameterError(
        CURSOR.name, f"The parameter “{CURSOR.name}” does not lead on from here; give {CURSOR.wants}."
    )


LIMIT = Parameter(
    name="limit",
    about=f"How many features at most; more than {MOST} are served as {MOST}.",
    wants=f"an integer from 1 to {MOST}",
    read=read_limit,
    schema={"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL},
    default=USUAL,
)
CURSOR = Parameter(
    name="cursor",
    about="Where the answer goes on; taken from a `next` link.",
    wants="the cursor of a “next” link unchanged, with all else that the link asks, or none to begin anew",
    read=str,
)
OFFSET = Parameter(
    name="offset",
    about="How many features to pass over; `next` links are quicker and have no end.",
    wants=f"an integer from 0 to {FARTHEST}; farther on, follow the “next” links",
    read=read_offset,
    schema={"type": "integer", "minimum": 0, "maximum": FARTHEST, "default": 0},
    default=0,
)
COUNT = Parameter(
    name="count",
    about="How `numberMatched` is found: `cheap` counts where that is quick and estimates where it is not "
    "(`numberMatchedIs` tells which), and on pages that `next` leads to not at all; `exact` counts all; "
    "`none` leaves it out.",
    wants="“cheap”, “exact” or “none”",
    read=choose("cheap", "exact", "none"),
    schema={"type": "string", "enum": ["cheap", "exact", "none"], "default": "cheap"},
    default="cheap",
)
