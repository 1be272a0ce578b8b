"""From what is wanted to a file: one moment, many hands, and nothing drawn twice after an interruption."""

from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, wait
from dataclasses import dataclass
from errno import EISDIR
from os import strerror
from pathlib import Path

import numpy as np
from django.utils import timezone

from spatial.crs import LONLAT, move
from spatial.tile_matrix import WEB_MERCATOR, Bounds
from tiles.archive.assembling import Assembled, assemble
from tiles.archive.describing import describe
from tiles.archive.drawing import Order, draw
from tiles.archive.moment import hold
from tiles.archive.parts import Parts, open_parts
from tiles.archive.planning import Wanted, divide, take_stock
from tiles.archive.pool import hire
from tiles.code import digest_code
from tiles.tileset import EVERYWHERE

Progress = Callable[[int, int], None]
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Hands:
    """Who draws: so many processes of this machine, or the cluster of a Dask scheduler."""

    processes: int
    scheduler: str | None = None


def export(wanted: Wanted, file: Path, hands: Hands, progress: Progress, say: Say) -> Assembled:
    """Write an archive; where the same one was interrupted, and nothing has changed since, go on with it.

    `progress` is told the tiles drawn and all of them, `say` what a person is to know. Raises RefusedError.
    """
    if file.is_dir():
        raise IsADirectoryError(EISDIR, strerror(EISDIR), str(file))
    with open_parts(file) as parts:
        with hold() as moment:
            state, extent = take_stock(wanted)
            batches = go_on(parts, state, say)
            if batches is None:
                batches = divide(wanted)
                parts.begin(state, batches)
            metadata = describe(wanted)
            if len(parts.drawn()) < len(batches):
                with hire(hands.processes, hands.scheduler) as executor:
                    draw_all(executor, make_order(wanted, moment), batches, parts, progress)
        whole = parts.folder / "archive"
        done = assemble(parts, len(batches), find_bounds(wanted, extent), metadata, whole)
        whole.replace(file)
    return done


def go_on(parts: Parts, state: str, say: Say) -> list[list[int]] | None:
    """The batches of an export that was interrupted; None where there was none of this state."""
    plan = parts.read_plan()
    if plan is None:
        return None
    kept, batches = plan
    if kept != state:
        say("What was drawn before is of other options, rows or code; it is drawn anew.")
        return None
    say(f"Going on where it was interrupted: {len(parts.drawn())} of {len(batches)} parts are drawn.")
    return batches


def make_order(wanted: Wanted, moment: str) -> Order:
    """What workers are told beside their tiles."""
    asked = wanted.asked
    return Order(
        groups=tuple(sorted(asked.viewer.groups)),
        layers=tuple(layer.id for layer in asked.layers),
        valid=asked.times.valid,
        recorded=asked.times.recorded,
        moment=moment,
        day=timezone.localdate(),
        code=digest_code(),
    )


def draw_all(
    executor: Executor, order: Order, batches: Sequence[Sequence[int]], parts: Parts, progress: Progress
) -> None:
    """Have each batch drawn that is not yet, and keep it as soon as it is."""
    drawn = parts.drawn()
    total, done = sum(map(len, batches)), sum(len(batches[number]) for number in drawn)
    progress(done, total)
    waiting = {
        executor.submit(draw, order, batch): number
        for number, batch in enumerate(batches)
        if number not in drawn
    }
    try:
        while waiting:
            for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                number = waiting.pop(future)
                parts.keep(number, future.result())
                done += len(batches[number])
                progress(done, total)
    finally:
        for future in waiting:
            future.cancel()


def find_bounds(wanted: Wanted, extent: Bounds | None) -> Bounds:
    """Where the rows are that were asked for, in degrees."""
    west, south, east, north = EVERYWHERE
    if extent:
        corners = move(np.array(extent).reshape(2, 2), WEB_MERCATOR.srid, LONLAT)
        west, south, east, north = corners.ravel().tolist()
    if wanted.boxes:
        lefts, bottoms, rights, tops = zip(*wanted.boxes, strict=True)
        west, south = max(west, min(lefts)), max(south, min(bottoms))
        east, north = min(east, max(rights)), min(north, max(tops))
    return west, south, east, north
