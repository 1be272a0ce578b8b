"""What a worker does: a batch of tiles, drawn as the server draws them, within the moment of the archive.

Nothing of Django is imported before it is set up, so that a bare process can be sent here.
"""

import os
import signal
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b
from multiprocessing import parent_process


@dataclass(frozen=True, slots=True)
class Order:
    """Whose tiles of which layers and times; the moment and the day they are of, and the code that draws."""

    groups: tuple[str, ...]
    layers: tuple[str, ...]
    valid: tuple[date | None, date | None] | None
    recorded: datetime | None
    moment: str
    day: date
    code: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A tile in its batch: PMTiles id, length in bytes, hash, and how many features were left out of it."""

    id: int
    length: int
    digest: str
    left_out: int


@dataclass(frozen=True, slots=True)
class Batch:
    """The tiles of a batch that are not empty, by ascending ids, one after the other in `content`."""

    entries: list[Entry]
    content: bytes


def stand_by() -> None:
    """Begin as a process of the machine: ready to draw, deaf to Ctrl-C, gone when the command is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=follow, daemon=True).start()
    set_up()


def follow() -> None:
    """End with the process that has started this one: killed, it could not say that it ends."""
    if parent := parent_process():
        parent.join()
        os._exit(1)


def set_up() -> None:
    """Make this process one of the twin's."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "twin.settings")
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()


def draw(order: Order, ids: Sequence[int]) -> Batch:
    """Draw the tiles of these ids, in ascending order."""
    set_up()
    from django.utils import timezone
    from pmtiles.tile import tileid_to_zxy

    from spatial.errors import RefusedError
    from spatial.tile_matrix import Tile
    from tiles.archive.moment import join
    from tiles.asking import Asked
    from tiles.code import digest_code
    from tiles.making import make
    from twin import access

    if digest_code() != order.code:
        raise RefusedError(
            "A worker runs another version of the twin's code; bring all machines to the same."
        )
    if timezone.localdate() != order.day:
        raise RefusedError("The city's day has turned while tiles were drawn; give the command again.")
    entries, pieces = [], []
    with join(order.moment):
        viewer = access.Viewer(frozenset(order.groups))
        layers = tuple(access.layer(viewer, id) for id in order.layers)
        asked = Asked(viewer, layers, access.Times(order.valid, order.recorded))
        for id in ids:
            made = make(asked, Tile(*tileid_to_zxy(id)))
            if made.content:
                digest = blake2b(made.content, digest_size=16).hexdigest()
                entries.append(Entry(id, len(made.content), digest, made.left_out))
                pieces.append(made.content)
    return Batch(entries, b"".join(pieces))
