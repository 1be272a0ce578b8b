"""What a tile reader must know of a layer before it asks for tiles: TileJSON 3.0."""

from typing import Any

from twin import access
from twin.layer import Layer

MVT = "application/vnd.mapbox-vector-tile"
DEEPEST_MADE = 17
Box = tuple[float, float, float, float]
EVERYWHERE: Box = (-180.0, -85.0511, 180.0, 85.0511)


def limit(extent: Box) -> Box:
    """The extent as far north and south as the map goes."""
    west, south, east, north = extent
    return (west, max(south, EVERYWHERE[1]), east, min(north, EVERYWHERE[3]))


def tilejson(viewer: access.Viewer, layer: Layer, root: str, language: str) -> dict[str, Any]:
    """TileJSON 3.0 of one layer; `root` is the server's address without a closing slash.

    The tile address carries the layer's version, so that a changed layer is asked for anew.
    """
    state = access.state(layer)
    [layer] = access.dress([layer], {layer.id: state})
    bounds = limit(state.extent or EVERYWHERE)
    lowest, highest = layer.zooms
    return {
        "tilejson": "3.0.0",
        "name": layer.title.in_(language),
        "description": layer.about.in_(language),
        "version": f"1.0.{state.version}",
        "attribution": " · ".join(access.attributions(viewer)),
        "scheme": "xyz",
        "tiles": [f"{root}/tiles/{layer.id}/{{z}}/{{x}}/{{y}}.mvt?v={state.version}"],
        "minzoom": lowest,
        "maxzoom": min(highest, DEEPEST_MADE),
        "bounds": list(bounds),
        "center": [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2, max(lowest, 13)],
        "vector_layers": [
            {
                "id": layer.id,
                "description": layer.about.in_(language),
                "minzoom": lowest,
                "maxzoom": highest,
                "fields": {
                    field.name: field.title.in_(language)
                    for field in access.columns(viewer, layer)
                    if field.in_tile
                },
            }
        ],
    }
