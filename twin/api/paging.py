"""Which part of a collection an answer holds: limit, cursor, offset and whether all is counted."""

import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

from django.db.models import Q, QuerySet

from twin.doorway.parameters import Parameter, choose, read_integer

Key = tuple[int, int]
ORDER = ("thing_id", "id")
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


def turn_to(rows: QuerySet[Any], cursor: Key | None, offset: int, limit: int) -> QuerySet[Any]:
    """The asked part of `rows` in their lasting order, and one more row to tell whether any follow."""
    if cursor is not None:
        thing, version = cursor
        rows = rows.filter(Q(thing_id__gte=thing) & (Q(thing_id__gt=thing) | Q(id__gt=version)))
    return rows.order_by(*ORDER)[offset : offset + limit + 1]


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
    wants="the cursor of a “next” link unchanged, or none to begin anew",
    read=read_cursor,
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
    about="With `exact`, all matching features are counted into `numberMatched`.",
    wants="“exact” or “none”",
    read=choose("exact", "none"),
    schema={"type": "string", "enum": ["exact", "none"], "default": "none"},
    default="none",
)
