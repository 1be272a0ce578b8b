"""The map's style and legend, both made from the layers' own paint; the web map knows no layer by name."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.conf import settings

from tiles.looks import LIGHT, LOOKS, Look, dress
from tiles.paint import draw_layer, legend
from tiles.themes import offer
from tiles.tileset import limit
from twin import access
from twin.layer import GROUP_TITLES, Group, Layer

FARTHEST, NEAREST = 12.0, 15.0
"""Zooms between which the map opens: from where most is drawn to where a few streets fill the window."""

ARCHIVE = "pmtiles://ARCHIVE"
"""Where an archive's tiles are to be had, before anybody has put it somewhere."""

WINDOW, WORLD = 640, 512
"""Pixels that the city is to fit into, and those of the world at zoom 0."""


def style(viewer: access.Viewer, root: str, language: str, look: Look = LIGHT) -> dict[str, Any]:
    """A MapLibre style (v8) of every layer the viewer may see, drawn from the ground up.

    Where no layer that holds rows is usually on, all are. `metadata.twin` tells the map what to list: groups,
    layers that hold rows, legends, fields, themes and the extent of the city's own layers, or of the
    published ones where there is nothing else.
    """
    shown = [layer for layer in access.visible(viewer) if layer.geometry]
    sources = {**basemap(), **{layer.id: source(layer, root, language) for layer in shown}}
    told = draw(viewer, shown, language, look, sources)
    served = {"glyphs": f"{root}/fonts/{{fontstack}}/{{range}}.pbf", "sprite": f"{root}/sprites/{look.id}"}
    return {**told, **served}


def archive_style(
    viewer: access.Viewer, layers: Sequence[Layer], language: str, look: Look = LIGHT
) -> dict[str, Any]:
    """The style of an archive of these layers, which is all there is where it is read.

    Its tiles come from `ARCHIVE`, whose place whoever opens it puts there; fonts and signs lie beside
    the page.
    """
    shown = [layer for layer in layers if layer.geometry]
    told = draw(viewer, shown, language, look, {"archive": {"type": "vector", "url": ARCHIVE}})
    for drawing in told["layers"]:
        if "source-layer" in drawing:
            drawing["source"] = "archive"
    for group in told["metadata"]["twin"]["groups"]:
        for one in group["layers"]:
            one["href"] = None
    told["metadata"]["twin"]["looks"] = []
    return {**told, "glyphs": "fonts/{fontstack}/{range}.pbf", "sprite": f"sprites/{look.id}"}


def draw(
    viewer: access.Viewer, shown: Sequence[Layer], language: str, look: Look, sources: dict[str, Any]
) -> dict[str, Any]:
    """The style of these layers from these sources, each layer from that of its name."""
    state, states = access.state(*shown), access.states(*shown)
    shown = access.dress(shown, states)
    held = [layer for layer in shown if states[layer.id].rows]
    if held and not any(layer.visible for layer in held):
        shown, held = ([replace(one, visible=True) for one in some] for some in (shown, held))
    city = access.state(*(layer for layer in shown if layer.group != Group.PUBLISHED)).extent
    extent = city or (limit(state.extent) if state.extent else None)
    return {
        "version": 8,
        "name": access.title(language),
        "center": [(extent[0] + extent[2]) / 2, (extent[1] + extent[3]) / 2] if extent else [120.159, 30.267],
        "zoom": choose_zoom(extent) if extent else FARTHEST,
        "light": {"anchor": "viewport", "position": [1.2, 200, 35], "intensity": 0.25},
        "sources": sources,
        "layers": [ground(look), *basemap_layers(sources), *stack(shown, look)],
        "metadata": {
            "twin": {
                "title": access.title(language),
                "empty": state.rows == 0,
                "bounds": list(extent) if extent else None,
                "attribution": " · ".join(access.attributions(viewer)),
                "looks": [{"id": one.id, "title": one.title.in_(language)} for one in LOOKS.values()],
                "look": look.id,
                "groups": groups(viewer, [dress(layer, look) for layer in held], language),
                "themes": offer(held, language),
            }
        },
    }


def stack(shown: Sequence[Layer], look: Look) -> list[dict[str, Any]]:
    """All drawings from the ground up: what is written lies over what is not."""
    upwards = [layer for group in reversed(Group) for layer in reversed(shown) if layer.group == group]
    drawn = [(layer, drawing) for layer in upwards for drawing in draw_layer(dress(layer, look), look)]
    drawn.sort(key=lambda one: level(*one, look=look))
    return [drawing for _, drawing in drawn]


def level(layer: Layer, drawing: dict[str, Any], *, look: Look) -> int:
    """How high a drawing lies: signs above all, so that every name gives way to them.

    On paper what is translucent elsewhere lies just above the base map's areas.
    """
    if "icon-image" in drawing.get("layout", {}):
        return 4
    if drawing["type"] in ("symbol", "circle"):
        return 3
    if not look.solid or drawing["type"] != "fill":
        return 2
    if layer.group == Group.BASE:
        return 0
    return 1 if layer.paint.opacity < 0.9 else 2


def choose_zoom(extent: tuple[float, float, float, float]) -> float:
    """The zoom at which the whole city is seen, between the farthest and the nearest."""
    west, south, east, north = extent
    tall = (north - south) / math.cos(math.radians((north + south) / 2))
    span = max(east - west, tall) / 360
    fitting = math.log2(WINDOW / WORLD / span) if span else NEAREST
    return round(min(max(fitting, FARTHEST), NEAREST), 1)


def source(layer: Layer, root: str, language: str) -> dict[str, Any]:
    """A layer's tiles."""
    return {"type": "vector", "url": f"{root}/tiles/{layer.id}.json?lang={language}"}


def ground(look: Look) -> dict[str, Any]:
    """What is seen where nothing is drawn."""
    return {"id": "ground", "type": "background", "paint": {"background-color": look.ground}}


def basemap() -> dict[str, Any]:
    """The raster base map named in the settings (a WMTS or XYZ address such as 天地图), if any."""
    if not settings.TWIN_BASEMAP:
        return {}
    tiles = [settings.TWIN_BASEMAP]
    credit = settings.TWIN_BASEMAP_ATTRIBUTION
    return {"basemap": {"type": "raster", "tiles": tiles, "tileSize": 256, "attribution": credit}}


def basemap_layers(sources: dict[str, Any]) -> list[dict[str, Any]]:
    """The base map's drawing, below everything else."""
    pictures = [id for id, one in sources.items() if one["type"] == "raster"]
    return [{"id": id, "type": "raster", "source": id} for id in pictures]


def groups(viewer: access.Viewer, shown: list[Layer], language: str) -> list[dict[str, Any]]:
    """The layer list: chapters, layers, their legends and fields, in the language asked for."""
    listed = []
    for group in Group:
        members = [layer for layer in shown if layer.group == group]
        if members:
            entries = [entry(viewer, layer, language) for layer in members]
            listed.append({"id": group.value, "title": GROUP_TITLES[group].in_(language), "layers": entries})
    return listed


def entry(viewer: access.Viewer, layer: Layer, language: str) -> dict[str, Any]:
    """One line of the layer list."""
    return {
        "id": layer.id,
        "title": layer.title.in_(language),
        "about": layer.about.in_(language),
        "promise": layer.promise.in_(language),
        "visible": layer.visible,
        "clickable": True,
        "label": layer.paint.named_by,
        "style_layers": [drawing["id"] for drawing in draw_layer(layer)],
        "legend": legend(layer, language),
        "href": f"/collections/{layer.id}",
        "fields": [
            {
                "name": field.name,
                "title": field.title.in_(language),
                "unit": field.unit,
                "values": {code: text.in_(language) for code, text in field.values.items()} or None,
            }
            for field in access.columns(viewer, layer)
        ],
    }
