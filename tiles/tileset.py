"""What a tile reader must know of a layer before it asks for tiles: TileJSON 3.0."""

from collections.abc import Sequence
from typing import Any

from twin import access
from twin.layer import Field, Layer

MVT = "application/vnd.mapbox-vector-tile"
DEEPEST_MADE = 17
Box = tuple[float, float, float, float]
EVERYWHERE: Box = (-180.0, -85.0511, 180.0, 85.0511)


def limit(extent: Box) -> Box:
    """The extent as far north and south as the map goes."""
    west, south, east, north = extent
    return (west, max(south, EVERYWHERE[1]), east, min(north, EVERYWHERE[3]))


def versions(viewer: access.Viewer) -> dict[str, int]:
    """The version of every layer the viewer may see."""
    states = access.states(*(layer for layer in access.visible(viewer) if layer.geometry))
    return {id: state.version for id, state in states.items()}


def tilejson(viewer: access.Viewer, layers: Sequence[Layer], root: str, language: str) -> dict[str, Any]:
    """TileJSON 3.0 of layers drawn together; `root` is the server's address without a closing slash.

    The tile address carries the layers' version, so that a change of any is asked for anew.
    """
    state = access.state(*layers)
    layers = access.dress(layers, access.states(*layers))
    bounds = limit(state.extent or EVERYWHERE)
    lowest = min(layer.zooms[0] for layer in layers)
    highest = max(layer.zooms[1] for layer in layers)
    together = ",".join(layer.id for layer in layers)
    return {
        "tilejson": "3.0.0",
        "name": " · ".join(layer.title.in_(language) for layer in layers),
        "description": " ".join(layer.about.in_(language) for layer in layers),
        "version": f"1.0.{state.version}",
        "attribution": " · ".join(access.attributions(viewer)),
        "scheme": "xyz",
        "tiles": [f"{root}/tiles/{together}/{{z}}/{{x}}/{{y}}.mvt?v={state.version}"],
        "minzoom": lowest,
        "maxzoom": min(highest, DEEPEST_MADE),
        "bounds": list(bounds),
        "center": [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2, max(lowest, 13)],
        "vector_layers": [
            {
                "id": layer.id,
                "description": layer.about.in_(language),
                "minzoom": layer.zooms[0],
                "maxzoom": layer.zooms[1],
                "fields": {field.name: field.title.in_(language) for field in tile_fields(viewer, layer)},
            }
            for layer in layers
        ],
    }


def tile_fields(viewer: access.Viewer, layer: Layer) -> list[Field]:
    """The fields that this viewer's tiles of the layer carry."""
    return [field for field in access.columns(viewer, layer) if field.in_tile]
