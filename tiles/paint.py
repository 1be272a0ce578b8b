"""From a layer's paint to MapLibre style layers and legend lines."""

from typing import Any

from tiles.glyphs import STACK
from tiles.looks import LIGHT, Look
from twin.layer import Class, Icons, Layer, Paint, Widths

SELECTED_OPACITY = 0.45
IS_SELECTED = ["boolean", ["feature-state", "selected"], False]
DISC = 8.5
"""Pixels of the radius of a dot that holds a sign."""
HATCH = "hatch"
SHAPES = {"polygon": "fill", "line": "line", "point": "circle"}


def draw_layer(layer: Layer, look: Look = LIGHT) -> list[dict[str, Any]]:
    """The style layers of one layer, from the ground up: areas, lines, solids, points, labels, signs."""
    drawings = []
    if "polygon" in layer.geometry:
        drawings += draw_areas(layer, look)
    if "line" in layer.geometry:
        drawings += draw_lines(layer, look)
    if "point" in layer.geometry and layer.paint.radius:
        drawings.append(draw_points(layer, look))
    if layer.paint.label:
        drawings.append(draw_labels(layer, look))
    if layer.paint.icons:
        drawings.append(draw_icons(layer, layer.paint.icons))
    return drawings


def common(layer: Layer, suffix: str, kind: str, geometry: str) -> dict[str, Any]:
    """What each style layer has; only features of one geometry type are drawn by it."""
    return {
        "id": f"{layer.id}-{suffix}",
        "type": kind,
        "source": layer.id,
        "source-layer": layer.id,
        "minzoom": layer.zooms[0],
        "filter": ["==", ["geometry-type"], geometry],
        "layout": {"visibility": "visible" if layer.visible else "none"},
    }


def draw_areas(layer: Layer, look: Look) -> list[dict[str, Any]]:
    """Fills, and solids beside them where the layer has heights."""
    paint = layer.paint
    opacity = paint.opacity if paint.area_opacity is None else paint.area_opacity
    flat = common(layer, "fill", "fill", "Polygon")
    flat["paint"] = {
        "fill-color": chosen(colour_of(layer), look),
        "fill-opacity": ["case", IS_SELECTED, SELECTED_OPACITY, opacity],
        **({"fill-outline-color": outlined(paint)} if paint.outline and "line" not in layer.geometry else {}),
    }
    if paint.ranked:
        flat["layout"]["fill-sort-key"] = ["coalesce", ["get", paint.by], 0]
    if paint.hatched:
        return [flat, draw_hatch(layer)]
    if not paint.extrude:
        return [flat]
    flat["metadata"] = {"twin:flat": True}
    solid = common(layer, "extrusion", "fill-extrusion", "Polygon")
    solid["metadata"] = {"twin:3d": True}
    solid["minzoom"] = max(layer.zooms[0], 14)
    solid["layout"]["visibility"] = "none"
    solid["paint"] = {
        "fill-extrusion-color": chosen(colour_of(layer), look),
        "fill-extrusion-height": ["coalesce", ["get", paint.extrude], 0],
        "fill-extrusion-opacity": 0.9,
    }
    return [flat, solid]


def outlined(paint: Paint) -> Any:
    """The colour of areas' outlines: none from afar, where they would hide what they enclose."""
    if not paint.outline_zoom:
        return paint.outline
    return ["step", ["zoom"], "rgba(0, 0, 0, 0)", paint.outline_zoom, paint.outline]


def draw_lines(layer: Layer, look: Look) -> list[dict[str, Any]]:
    """Lines and, where they are edged, areas' edges; with a casing where the paint has an outline."""
    paint = layer.paint
    line = common(layer, "line", "line", "LineString")
    if paint.edged:
        line["filter"] = ["!=", ["geometry-type"], "Point"]
    line["layout"] |= {"line-cap": "round", "line-join": "round"}
    line["paint"] = {
        "line-color": chosen(colour_of(layer), look),
        "line-width": by_zoom(layer, 0.0),
        "line-opacity": paint.opacity,
    }
    if not paint.outline:
        return [line]
    casing = common(layer, "casing", "line", "LineString")
    casing["minzoom"] = max(layer.zooms[0], 13)
    casing["layout"] |= {"line-cap": "round", "line-join": "round"}
    casing["paint"] = {"line-color": paint.outline, "line-width": by_zoom(layer, 1.5)}
    return [casing, line]


def draw_points(layer: Layer, look: Look) -> dict[str, Any]:
    """Dots."""
    paint = layer.paint
    points = common(layer, "points", "circle", "Point")
    points["paint"] = {
        "circle-color": chosen(colour_of(layer), look),
        "circle-radius": ["interpolate", ["linear"], ["zoom"], *widen(paint)],
        "circle-stroke-color": paint.outline or "rgba(0,0,0,0)",
        "circle-stroke-width": 1 if paint.outline else 0,
    }
    return points


def widen(paint: Paint) -> list[Any]:
    """The radius of dots by zoom; those that bear a sign are wide enough for it from there on."""
    icons = paint.icons
    if not icons:
        return [11, paint.radius * 0.5, 17, paint.radius * 1.2]
    bears = ["in", ["get", icons.by], ["literal", list(icons.signs)]]
    disc = ["case", bears, DISC, paint.radius * 0.8]
    return [11, paint.radius * 0.5, icons.zoom - 0.5, paint.radius * 0.8, icons.zoom, disc, 22, disc]


def draw_icons(layer: Layer, icons: Icons) -> dict[str, Any]:
    """Signs on the dots, all of them; names give way to them."""
    signs = common(layer, "icons", "symbol", "Point")
    signs["minzoom"] = icons.zoom
    signs["filter"] = ["all", signs["filter"], ["in", ["get", icons.by], ["literal", list(icons.signs)]]]
    cases = [part for value, sign in icons.signs.items() for part in (value, sign)]
    signs["layout"] |= {
        "icon-image": ["match", ["get", icons.by], *cases, ""],
        "icon-overlap": "always",
    }
    return signs


def draw_hatch(layer: Layer) -> dict[str, Any]:
    """Hatching over what no class names."""
    hatch = common(layer, "hatch", "fill", "Polygon")
    hatch["filter"] = ["all", hatch["filter"], unnamed(layer.paint)]
    hatch["paint"] = {"fill-pattern": HATCH}
    return hatch


def unnamed(paint: Paint) -> list[Any]:
    """Whether a feature is of no class."""
    if paint.ramp or any(one.least is not None for one in paint.classes):
        return ["!=", ["typeof", ["get", paint.by]], "number"]
    named = [value for one in paint.classes for value in one.values]
    return ["!", ["in", ["get", paint.by], ["literal", named]]]


def order_labels(rank: str) -> dict[str, Any]:
    """Layout of labels by administrative level: 4 to 8 as OpenStreetMap's admin_level counts, else 8."""
    level = ["coalesce", ["get", rank], 8]
    sizes = [["interpolate", ["linear"], level, 4, large, 6, large - 3, 8, large - 7] for large in (18, 22)]
    return {
        "symbol-sort-key": level,
        "text-size": ["interpolate", ["linear"], ["zoom"], 12, sizes[0], 18, sizes[1]],
    }


def draw_labels(layer: Layer, look: Look) -> dict[str, Any]:
    """Names, along lines or beside points and areas."""
    labels = common(layer, "label", "symbol", "Point")
    along = "line" in layer.geometry and "point" not in layer.geometry
    labels["filter"] = ["has", layer.paint.label]
    labels["minzoom"] = layer.paint.label_zoom
    written = ["to-string", ["get", layer.paint.label]]
    beneath = 0.95 if layer.paint.icons else 0.6
    labels["layout"] |= {
        "text-field": ["concat", layer.paint.label_before, written] if layer.paint.label_before else written,
        "text-font": [STACK],
        "text-size": ["interpolate", ["linear"], ["zoom"], 12, 11, 18, 14],
        "symbol-placement": "line" if along else "point",
        **({"text-anchor": "top", "text-offset": [0, beneath]} if "point" in layer.geometry else {}),
        **(order_labels(layer.paint.label_rank) if layer.paint.label_rank else {}),
    }
    labels["paint"] = {"text-color": look.ink, "text-halo-color": look.halo, "text-halo-width": 1.3}
    return labels


def matched(layer: Layer, read: Any, rest: Any) -> Any:
    """A value by class: what `read` says of each class, `rest` for the others."""
    if any(one.least is not None for one in layer.paint.classes):
        return stepped(layer, read, rest)
    cases = [part for one in layer.paint.classes for part in (list(one.values), read(one))]
    return ["match", ["coalesce", ["get", layer.paint.by], ""], *cases, rest] if cases else rest


def stepped(layer: Layer, read: Any, rest: Any) -> Any:
    """A value by the class a number falls into; `rest` for a feature that has none."""
    first, *others = layer.paint.classes
    number = ["get", layer.paint.by]
    steps = [part for one in others for part in (one.least, read(one))]
    step = ["step", number, read(first), *steps] if others else read(first)
    return ["case", ["==", ["typeof", number], "number"], step, rest]


def colour_of(layer: Layer) -> Any:
    """The colour expression of a layer."""
    return matched(layer, lambda one: one.colour, layer.paint.rest.colour)


def chosen(colour: Any, look: Look) -> Any:
    """The colour, or the mark of a selected feature."""
    return ["case", IS_SELECTED, look.selected, colour]


def by_zoom(layer: Layer, more: float) -> Any:
    """Line width: as declared at zoom 16, thinner from afar; `more` pixels wider for a casing."""

    def at(scale: float) -> Any:
        if layer.paint.widths:
            return graded(layer.paint.widths, scale, more)
        rest = width_of(layer, layer.paint.rest) * scale + more
        return matched(layer, lambda one: width_of(layer, one) * scale + more, rest)

    return ["interpolate", ["exponential", 1.5], ["zoom"], 9, at(0.1), 13, at(0.3), 16, at(1.0), 20, at(4.0)]


def graded(widths: Widths, scale: float, more: float) -> Any:
    """Line width by a feature's own number; one without it is as thin as the least."""
    steps = [part for bound, width in widths.steps for part in (bound, width * scale + more)]
    return ["step", ["coalesce", ["get", widths.by], 0], widths.least * scale + more, *steps]


def width_of(layer: Layer, one: Class) -> float:
    """A class's line width at zoom 16, in pixels."""
    return one.width if one.width is not None else layer.paint.width


def legend(layer: Layer, language: str) -> list[dict[str, Any]]:
    """The legend's lines, as the paint draws them; after the classes what signs stand for."""
    shape, paint = SHAPES[layer.geometry[0]], layer.paint
    lines = [
        {"label": one.title.in_(language), "color": one.colour, "shape": shape, **marks(paint, one)}
        for one in (*paint.classes, paint.rest)
    ]
    if not paint.icons:
        return lines
    signs = paint.icons.signs
    return lines + [
        {"label": title.in_(language), "color": paint.rest.colour, "shape": shape, "icon": signs[value]}
        for value, title in paint.icons.titles.items()
    ]


def marks(paint: Paint, one: Class) -> dict[str, str]:
    """The sign of a class, that of the first of its values that has one; hatching is one too."""
    if one is paint.rest:
        return {"pattern": HATCH} if paint.hatched else {}
    if not paint.icons or paint.icons.by != paint.by:
        return {}
    found = [paint.icons.signs[str(value)] for value in one.values if str(value) in paint.icons.signs]
    return {"icon": found[0]} if found else {}
