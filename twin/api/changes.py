"""Changes as they are told: an event for each, alike in a page of JSON and in a stream."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from twin.access.feed import Change, Turn
from twin.api.positions import write_position
from twin.clock import TICK

EVER = "../.."


def write_moment(moment: datetime) -> str:
    """A moment as RFC 3339 in UTC, to the microsecond."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def link_as_of(root: str, collection: str, id: int, moment: datetime) -> str:
    """The address of a feature as the twin knew it at a moment, whenever that was so in the world."""
    query = urlencode({"as-of": write_moment(moment), "datetime": EVER}, safe=":/")
    return f"{root}/collections/{collection}/items/{id}?{query}"


def write_change(change: Change, root: str) -> dict[str, Any]:
    """A change with the way to the feature as it was from then on, or last."""
    at, ended = change.at, change.turn is Turn.ENDED
    return {
        "id": at.thing,
        "collection": at.layer,
        "change": change.turn.value,
        "recorded": write_moment(at.moment),
        "cursor": write_position(at),
        "href": link_as_of(root, at.layer, at.thing, at.moment - TICK if ended else at.moment),
    }
