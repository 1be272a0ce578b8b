"""The cells of the H3 grid over the city as zones, such as “h3/8”."""

from spatial.figures import Places
from spatial.hexagons import cover, outline
from spatial.inputs import BadInputError
from twin import access
from twin.layer import Group, Sensitivity
from twin.runner.sql import Statement
from twin.runner.zone import Zone, Zoning

PREFIX = "h3/"
FINEST, FINEST_FOR_ALL = 11, 8
MOST = 5000
SHAPES = (
    "SELECT (place - 1)::int AS zone, ST_GeomFromText(outline, 4326) AS footprint "
    "FROM unnest(%s::text[]) WITH ORDINALITY AS cell (outline, place)"
)


def find_cells(viewer: access.Viewer, id: str) -> Zoning:
    """The cells over what the viewer sees of the city; raises BadInputError for another resolution."""
    finest = FINEST if viewer.may_know(Sensitivity.INTERNAL) else FINEST_FOR_ALL
    text = id.removeprefix(PREFIX)
    if not text.isascii() or not text.isdigit() or int(text) > finest:
        raise BadInputError(
            "zoning", f"The grid is “{PREFIX}” and a resolution from 0 to {finest}, such as “{PREFIX}8”."
        )
    cells = cover(find_extent(viewer), int(text), MOST)
    if cells is None:
        raise BadInputError(
            "zoning", f"“{id}” has more than {MOST} cells over the city; give a coarser grid."
        )
    shapes = [write_polygon(outline(cell)) for cell in cells]
    return Zoning(
        id=id,
        zones=tuple(Zone(id=None, code=cell, name=cell) for cell in cells),
        shapes=Statement(SHAPES, (shapes,)),
        places=Places(len(cells)),
    )


def find_extent(viewer: access.Viewer) -> tuple[float, float, float, float]:
    """The extent (west, south, east, north; degrees) of the city's layers, of all where these are empty."""
    layers = access.visible(viewer)
    city = access.state(*(layer for layer in layers if layer.group != Group.PUBLISHED)).extent
    found = city or access.state(*layers).extent
    if found is None:
        raise BadInputError(
            "zoning", "The twin holds nothing yet that a grid could lie over; load a city first."
        )
    return found


def write_polygon(ring: list[tuple[float, float]]) -> str:
    """The ring as a polygon in WKT."""
    return f"POLYGON(({', '.join(f'{x} {y}' for x, y in ring)}))"
