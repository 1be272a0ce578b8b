"""Tiles at the addresses of OGC API - Tiles (20-057 §8): of any set, the row before the column."""

import re
from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpResponse
from rest_framework.request import Request

from spatial.tile_matrix import NoSuchTileError, Tile
from tiles.questions import OWN, ask, compared
from tiles.serving import serve
from tiles.tilesets import OfOrigin, find_grid
from twin import access
from twin.doorway.comparing import equality
from twin.doorway.parameters import Parameter, choose

WHOLE = re.compile(r"[0-9]{1,10}")
MVT_ONLY = Parameter(
    name="f",
    about="The form of the tile.",
    wants="“mvt”, the only form there is",
    read=choose("mvt"),
    schema={"type": "string", "enum": ["mvt"]},
)


class OneTile(OfOrigin):
    """`…/tiles/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}` of a collection or of the dataset."""

    own_parameters = (*OWN, MVT_ONLY)

    def accepted(self, **kwargs: Any) -> Iterable[Parameter]:
        """A collection's tiles can be asked by its fields too."""
        shared = super().accepted(**kwargs)
        if "collection" not in kwargs:
            return shared
        layer = access.layer(self.viewer, kwargs["collection"])
        return [*shared, *map(equality, compared(self.viewer, [layer]))]

    def get(
        self, request: Request, grid: str, z: str, row: str, column: str, collection: str | None = None
    ) -> HttpResponse:
        """One tile; 204 where it holds nothing, also beyond the limits, which follow the data."""
        origin, tile = self.origin(collection), read_tile(grid, z, row, column)
        layers, state = access.recall(self.viewer, [layer.id for layer in origin.layers])
        return serve(request, ask(self.viewer, layers, self.asked), state, tile)


def read_tile(grid: str, z: str, row: str, column: str) -> Tile:
    """The tile of that address; 404 for what is no number or lies outside the matrix."""
    for name, text in {"tileMatrix": z, "tileRow": row, "tileCol": column}.items():
        if not WHOLE.fullmatch(text):
            raise Http404(f"{name} is a whole number from 0, of ten digits at most.")
    try:
        return Tile(int(z), int(column), int(row), find_grid(grid))
    except NoSuchTileError as error:
        raise Http404(str(error)) from error
