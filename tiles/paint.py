"""From a layer's paint to MapLibre style layers and legend lines."""

from typing import Any

from twin.layer import Class, Layer, Paint, Widths

SELECTED, SELECTED_OPACITY = "#0b6bcb", 0.45
IS_SELECTED = ["boolean", ["feature-state", "selected"], False]
FONTS = ["PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif"]
SHAPES = {"polygon": "fill", "line": "line", "point": "circle"}


def draw_layer(layer: Layer) -> list[dict[str, Any]]:
    """The style layers of one layer, from the ground up: areas, lines, solids, points, labels."""
    drawings = []
    if "polygon" in layer.geometry:
        drawings += draw_areas(layer)
    if "line" in layer.geometry:
        drawings += draw_lines(layer)
    if "point" in layer.geometry and layer.paint.radius:
        drawings.append(draw_points(layer))
    if layer.paint.label:
        drawings.append(draw_labels(layer))
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


def draw_areas(layer: Layer) -> list[dict[str, Any]]:
    """Fills, and solids beside them where the layer has heights."""
    paint = layer.paint
    opacity = paint.opacity if paint.area_opacity is None else paint.area_opacity
    flat = common(layer, "fill", "fill", "Polygon")
    flat["paint"] = {
        "fill-color": chosen(colour_of(layer)),
        "fill-opacity": ["case", IS_SELECTED, SELECTED_OPACITY, opacity],
        **({"fill-outline-color": outlined(paint)} if paint.outline and "line" not in layer.geometry else {}),
    }
    if paint.ranked:
        flat["layout"]["fill-sort-key"] = ["coalesce", ["get", paint.by], 0]
    if not paint.extrude:
        return [flat]
    flat["metadata"] = {"twin:flat": True}
    solid = common(layer, "extrusion", "fill-extrusion", "Polygon")
    solid["metadata"] = {"twin:3d": True}
    solid["minzoom"] = max(layer.zooms[0], 14)
    solid["layout"]["visibility"] = "none"
    solid["paint"] = {
        "fill-extrusion-color": chosen(colour_of(layer)),
        "fill-extrusion-height": ["coalesce", ["get", paint.extrude], 0],
        "fill-extrusion-opacity": 0.9,
    }
    return [flat, solid]


def outlined(paint: Paint) -> Any:
    """The colour of areas' outlines: none from afar, where they would hide what they enclose."""
    if not paint.outline_zoom:
        return paint.outline
    return ["step", ["zoom"], "rgba(0, 0, 0, 0)", paint.outline_zoom, paint.outline]


def draw_lines(layer: Layer) -> list[dict[str, Any]]:
    """Lines and, where they are edged, areas' edges; with a casing where the paint has an outline."""
    paint = layer.paint
    line = common(layer, "line", "line", "LineString")
    if paint.edged:
        line["filter"] = ["!=", ["geometry-type"], "Point"]
    line["layout"] |= {"line-cap": "round", "line-join": "round"}
    line["paint"] = {
        "line-color": chosen(colour_of(layer)),
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


def draw_points(layer: Layer) -> dict[str, Any]:
    """Dots."""
    paint = layer.paint
    points = common(layer, "points", "circle", "Point")
    points["paint"] = {
        "circle-color": chosen(colour_of(layer)),
        "circle-radius": [
            "interpolate",
            ["linear"],
            ["zoom"],
            11,
            paint.radius * 0.5,
            17,
            paint.radius * 1.2,
        ],
        "circle-stroke-color": paint.outline or "rgba(0,0,0,0)",
        "circle-stroke-width": 1 if paint.outline else 0,
    }
    return points


def order_labels(rank: str) -> dict[str, Any]:
    """Layout of labels by administrative level: 4 to 8 as OpenStreetMap's admin_level counts, else 8."""
    level = ["coalesce", ["get", rank], 8]
    sizes = [["interpolate", ["linear"], level, 4, large, 6, large - 3, 8, large - 7] for large in (18, 22)]
    return {
        "symbol-sort-key": level,
        "text-size": ["interpolate", ["linear"], ["zoom"], 12, sizes[0], 18, sizes[1]],
    }


def draw_labels(layer: Layer) -> dict[str, Any]:
    """Names, along lines or beside points and areas."""
    labels = common(layer, "label", "symbol", "Point")
    along = "line" in layer.geometry and "point" not in layer.geometry
    labels["filter"] = ["has", layer.paint.label]
    labels["minzoom"] = layer.paint.label_zoom
    written = ["to-string", ["get", layer.paint.label]]
    labels["layout"] |= {
        "text-field": ["concat", layer.paint.label_before, written] if layer.paint.label_before else written,
        "text-font": FONTS,
        "text-size": ["interpolate", ["linear"], ["zoom"], 12, 11, 18, 14],
        "symbol-placement": "line" if along else "point",
        **({"text-anchor": "top", "text-offset": [0, 0.6]} if "point" in layer.geometry else {}),
        **(order_labels(layer.paint.label_rank) if layer.paint.label_rank else {}),
    }
    labels["paint"] = {"text-color": "#3b4350", "text-halo-color": "#ffffff", "text-halo-width": 1.3}
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


def chosen(colour: Any) -> Any:
    """The colour, or the mark of a selected feature."""
    return ["case", IS_SELECTED, SELECTED, colour]


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
    """The legend's lines, as the paint draws them."""
    shape = SHAPES[layer.geometry[0]]
    lines = [*layer.paint.classes, layer.paint.rest]
    return [{"label": one.title.in_(language), "color": one.colour, "shape": shape} for one in lines]
