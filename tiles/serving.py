"""Answers with a tile: one that is kept, or one made now, and kept where it is everybody's."""

import gzip
from dataclasses import replace
from hashlib import blake2b

from django.conf import settings
from django.db import ProgrammingError
from django.http import HttpRequest, HttpResponse
from psycopg.errors import UndefinedTable

from spatial.mvt import EXTENT
from spatial.tile_matrix import WEB_MERCATOR, Tile
from tiles import cache
from tiles.asking import NOTED, Asked
from tiles.cache import Kept
from tiles.making import Made, make
from tiles.margins import BUFFER
from tiles.reading import EASY, admitted, persist, reading
from tiles.sealing import conclude, seal, takes_gzip
from tiles.tileset import MVT
from twin import access, marks, metrics

LEFT_OUT = "Features-Left-Out"


def serve(request: HttpRequest, asked: Asked, state: int, tile: Tile) -> HttpResponse:
    """The tile as a response, 204 where it holds nothing; `state` is of what `asked` knows as published."""
    answer = keep if asked.plain and may_be_kept(tile) else make_known
    if answer is make_known and asked.viewer == access.NOBODY:
        request.META[NOTED] = asked, state
    found = persist(lambda: answer(asked, state, tile))
    if not found.content:
        return seal(request, HttpResponse(status=204))
    packed = takes_gzip(request)
    response = HttpResponse(found.content, content_type=MVT)
    # What is unpacked is no longer the same byte for byte; nginx's gunzip tells it alike.
    response["ETag"] = found.tag if packed else f"W/{found.tag.removeprefix('W/')}"
    if found.left_out:
        response[LEFT_OUT] = f"{found.left_out} of {found.kept + found.left_out}"
    response = conclude(request, response)
    if response.content:
        if packed:
            response["Content-Encoding"] = "gzip"
        else:
            response.content = gzip.decompress(found.content)
    return response


def may_be_kept(tile: Tile) -> bool:
    """Whether tiles of that grid are kept, and any at all."""
    return tile.grid == WEB_MERCATOR and settings.TWIN_TILE_CACHE > 0


def keep(asked: Asked, state: int, tile: Tile) -> Kept:
    """The tile that is kept, or a fresh one, which is kept if nothing of it changes meanwhile."""
    name = ",".join(layer.id for layer in asked.layers)
    found = cache.find(name, tile)
    if found:
        return tell("kept", found)
    with admitted(tile.zoom), cache.alone(name, tile):
        # Another may have made it meanwhile; one made before a change that has committed is not kept.
        found = cache.find(name, tile)
        if found:
            return tell("kept", found)
        current, made = make_current(asked, state, tile)
        tables = [access.relation(layer) for layer in current.layers]
        if made.content:
            with (
                reading(EASY) as link,
                marks.keeping(link, tables, tile.bounds(BUFFER / EXTENT), made.snapshot) as unchanged,
            ):
                found = cache.put(name, tile, made) if unchanged else None
    return tell("made and kept", found) if found else tell("made", name_tag(made))


def make_known(asked: Asked, state: int, tile: Tile) -> Kept:
    """A fresh tile, for this answer alone."""
    with admitted(tile.zoom):
        _, made = make_current(asked, state, tile)
    return tell("made", name_tag(made))


def tell(source: str, found: Kept) -> Kept:
    """Count the tile as one from that source."""
    metrics.of(metrics.TILES, source).inc()
    return found


def make_current(asked: Asked, state: int, tile: Tile) -> tuple[Asked, Made]:
    """A fresh tile of the layers as they are described now, whatever this process remembers of them."""
    with metrics.of(metrics.MAKING, tile.zoom).time():
        made = make_as_known(asked, tile)
        while made is None or made.published != state:
            access.forget()
            layers, known = access.recall(asked.viewer, [layer.id for layer in asked.layers])
            asked = replace(asked, layers=layers)
            made, state = make(asked, tile) if known == state else make_as_known(asked, tile), known
    if made.left_out:
        metrics.LEFT_OUT.inc(made.left_out)
    return asked, made


def make_as_known(asked: Asked, tile: Tile) -> Made | None:
    """The tile of the layers as they are known, None where a table of theirs is gone with its database."""
    try:
        return make(asked, tile)
    except ProgrammingError as error:
        if isinstance(error.__cause__, UndefinedTable):
            return None
        raise


def name_tag(made: Made) -> Kept:
    """A tile that is not kept, under a tag of its content."""
    return Kept(made.content, tag(made.content), made.kept, made.left_out)


def tag(content: bytes) -> str:
    """The entity tag of bytes that are not kept."""
    return f'W/"{blake2b(content, digest_size=12).hexdigest()}"'
