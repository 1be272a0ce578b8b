"""Where a reader of changes is, as a word that comes back; a plain moment will do at first."""

import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime

from twin.access.feed import Position
from twin.access.moments import read_beginning
from twin.clock import TICK
from twin.doorway.parameters import Parameter
from twin.filter.instants import EARLIEST, LATEST

START = datetime(1970, 1, 1, tzinfo=UTC)

HEAD = struct.Struct(">qq")


def write_position(position: Position) -> str:
    """The position as clients hand it back."""
    head = HEAD.pack((position.moment - START) // TICK, position.thing)
    return urlsafe_b64encode(head + position.layer.encode()).rstrip(b"=").decode()


def read_position(text: str) -> Position:
    """The position that `write_position` wrote, or that behind an RFC 3339 moment or before a day."""
    if text[:1].isdecimal():  # No word begins so: its first six bits are those of a sign.
        return Position(read_beginning(text))
    try:
        content = urlsafe_b64decode(text + "=" * (-len(text) % 4))
        ticks, thing = HEAD.unpack(content[: HEAD.size])
        layer = content[HEAD.size :].decode()
        moment = START + ticks * TICK
    except (struct.error, UnicodeError, OverflowError) as error:
        raise ValueError(text) from error
    if thing < 0 or not EARLIEST < moment.date() < LATEST:
        raise ValueError(text)
    return Position(moment, layer, thing)


SINCE = Parameter(
    name="since",
    about="Where to go on: the `cursor` of an earlier answer, or for a first time a moment behind which "
    "changes are told (RFC 3339, or a date for its beginning). Without it: from the beginning.",
    wants="the cursor of an earlier answer unchanged, a date such as 2024-05-31, or a date-time such as "
    "2024-05-31T08:00:00Z (a + written as %2B)",
    read=read_position,
)
