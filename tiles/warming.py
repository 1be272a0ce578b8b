"""Draws tiles before anybody asks for them, so that the public finds them kept."""

from collections.abc import Callable, Sequence
from concurrent.futures import as_completed

from django.conf import settings
from pmtiles.tile import tileid_to_zxy

from spatial.errors import RefusedError
from spatial.tile_matrix import Tile
from tiles.archive.planning import Wanted, divide
from tiles.archive.pool import hire
from tiles.asking import Asked
from tiles.serving import keep
from twin import access


def warm(wanted: Sequence[Wanted], processes: int, progress: Callable[[int, int], None]) -> int:
    """Keep the tiles that are wanted, of each question apart as a map asks; gives how many hold something.

    Raises RefusedError where no tiles are kept, or for what is not the public's question of what is now.
    """
    if settings.TWIN_TILE_CACHE <= 0:
        raise RefusedError("No tiles are kept here: TWIN_TILE_CACHE is 0.")
    if not all(one.asked.plain for one in wanted):
        raise RefusedError("Only what everybody may see now is kept.")
    batches = [([layer.id for layer in one.asked.layers], batch) for one in wanted for batch in divide(one)]
    total, done, held = sum(len(ids) for _, ids in batches), 0, 0
    with hire(processes, None) as executor:
        waiting = {executor.submit(fill, layers, ids): len(ids) for layers, ids in batches}
        for future in as_completed(waiting):
            held += future.result()
            done += waiting[future]
            progress(done, total)
    return held


def fill(layers: Sequence[str], ids: Sequence[int]) -> int:
    """Keep the tiles of these PMTiles ids; gives how many hold something."""
    found, state = access.recall(access.NOBODY, layers)
    asked = Asked(access.NOBODY, found)
    kept = (keep(asked, state, Tile(*tileid_to_zxy(id))) for id in ids)
    return sum(1 for tile in kept if tile.content)
