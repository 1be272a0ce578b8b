"""Tiles at the addresses of OGC API - Tiles (20-057 §8): of any set, the row before the column."""

import re

from django.http import Http404, HttpResponse
from rest_framework.request import Request

from spatial.tile_matrix import WEB_MERCATOR, NoSuchTileError, Tile
from tiles import mvt
from tiles.metadata import Origin
from tiles.tileset import MVT
from tiles.tilesets import OfOrigin, find_grid
from tiles.views import send
from twin import access
from twin.doorway.moments import AS_OF, DATETIME
from twin.doorway.parameters import Parameter, choose
from twin.doorway.problems import NamedProblemError

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

    own_parameters = (DATETIME, AS_OF, MVT_ONLY)

    def get(
        self, request: Request, grid: str, z: str, row: str, column: str, collection: str | None = None
    ) -> HttpResponse:
        """One tile; 204 where it holds nothing, also beyond the limits, which follow the data."""
        origin, tile = self.origin(collection), read_tile(grid, z, row, column)
        times = access.Times(self.asked[DATETIME.name], self.asked[AS_OF.name])
        content = draw(self.viewer, origin, tile, times)
        return send(request, content, MVT) if content else HttpResponse(status=204)


def read_tile(grid: str, z: str, row: str, column: str) -> Tile:
    """The tile of that address; 404 for what is no number or lies outside the matrix."""
    for name, text in {"tileMatrix": z, "tileRow": row, "tileCol": column}.items():
        if not WHOLE.fullmatch(text):
            raise Http404(f"{name} is a whole number from 0, of ten digits at most.")
    try:
        return Tile(int(z), int(column), int(row), find_grid(grid))
    except NoSuchTileError as error:
        raise Http404(str(error)) from error


def draw(viewer: access.Viewer, origin: Origin, tile: Tile, times: access.Times) -> bytes:
    """The tile with all layers of the origin: the parts of an MVT may stand one after the other."""
    if tile.grid is not WEB_MERCATOR:
        raise NamedProblemError(501, "about:blank", f"Tiles of {tile.grid.id} are not drawn yet.")
    place = mvt.Tile(tile.z, tile.x, tile.y)
    return b"".join(mvt.draw(viewer, layer, place, times) for layer in origin.layers)
