"""Paint becomes drawing rules that know their classes and the selected feature."""

from tiles.paint import SELECTED, by_zoom, draw_layer, legend
from twin.layer import layers


def test_a_class_is_matched_by_each_of_its_values() -> None:
    fill = draw_layer(layers["land-use"])[0]["paint"]["fill-color"]
    match = fill[3]
    assert match[:2] == ["match", ["coalesce", ["get", "class"], ""]]
    assert match[match.index(["commercial", "retail"]) + 1] == "#f3d9d5"


def test_the_selected_feature_is_marked_in_every_layer() -> None:
    for layer in layers:
        paints = [one["paint"] for one in draw_layer(layer) if one["type"] in ("fill", "circle")]
        assert all(SELECTED in str(paint) for paint in paints), layer.id


def test_a_layer_of_lines_and_areas_draws_each_by_its_own_rule() -> None:
    kinds = [(one["type"], one["filter"][-1]) for one in draw_layer(layers["roads"])]
    assert kinds[:3] == [("fill", "Polygon"), ("line", "LineString"), ("line", "LineString")]


def test_a_motorway_is_wider_than_a_footway_at_every_zoom() -> None:
    stops = by_zoom(layers["roads"], 0.0)[3:]
    for match in stops[1::2]:
        motorway = match[match.index(["motorway", "trunk", "motorway_link", "trunk_link"]) + 1]
        assert motorway > match[match.index(["footway", "path", "pedestrian", "steps", "cycleway"]) + 1]


def test_a_legend_ends_with_what_no_class_names() -> None:
    assert legend(layers["buildings"], "en")[-1]["label"] == "Other or unclassified"
