"""Paint becomes drawing rules that know their classes and the selected feature."""

from tiles.glyphs import STACK
from tiles.looks import DARK, LIGHT
from tiles.paint import DISC, HATCH, by_zoom, draw_layer, legend
from twin.layer import land_survey, layers


def test_a_class_is_matched_by_each_of_its_values() -> None:
    fill = draw_layer(layers["land-use"])[0]["paint"]["fill-color"]
    match = fill[3]
    assert match[:2] == ["match", ["coalesce", ["get", "class"], ""]]
    assert match[match.index(["commercial", "retail", *land_survey.TRADE]) + 1] == "#f3d9d5"


def test_a_zone_of_a_higher_rank_lies_over_one_of_a_lower() -> None:
    fill = draw_layer(layers["landslide-zones"])[0]
    assert fill["layout"]["fill-sort-key"] == ["coalesce", ["get", "rank"], 0]
    assert "fill-sort-key" not in draw_layer(layers["land-use"])[0]["layout"]


def test_the_selected_feature_is_marked_in_every_layer() -> None:
    for layer in layers:
        paints = [one["paint"] for one in draw_layer(layer) if one["id"].endswith(("-fill", "-points"))]
        assert all(LIGHT.selected in str(paint) for paint in paints), layer.id


def test_a_layer_of_lines_and_areas_draws_each_by_its_own_rule() -> None:
    kinds = [(one["type"], one["filter"][-1]) for one in draw_layer(layers["roads"])]
    assert kinds[:3] == [("fill", "Polygon"), ("line", "LineString"), ("line", "LineString")]


def test_districts_are_drawn_by_their_edges_and_do_not_tint_the_map() -> None:
    fill, line = draw_layer(layers["admin-areas"])[:2]
    assert (fill["type"], fill["paint"]["fill-opacity"][-1]) == ("fill", 0.0)
    assert (line["type"], line["filter"]) == ("line", ["!=", ["geometry-type"], "Point"])


def test_a_motorway_is_wider_than_a_footway_at_every_zoom() -> None:
    stops = by_zoom(layers["roads"], 0.0)[3:]
    for match in stops[1::2]:
        motorway = match[match.index(["motorway", "trunk", "motorway_link", "trunk_link"]) + 1]
        assert motorway > match[match.index(["footway", "path", "pedestrian", "steps", "cycleway"]) + 1]


def test_a_legend_ends_with_what_no_class_names() -> None:
    assert legend(layers["buildings"], "en")[-1]["label"] == "Other or unclassified"


def test_a_wider_pipe_is_drawn_thicker_and_one_of_unknown_width_thinnest() -> None:
    stops = by_zoom(layers["pipes-water"], 0.0)[3:]
    for step in stops[1::2]:
        assert step[:2] == ["step", ["coalesce", ["get", "diameter"], 0]]
        widths = step[2::2]
        assert step[3::2] == [300, 600, 1000]
        assert widths == sorted(set(widths))


def test_a_diameter_is_written_after_its_sign() -> None:
    label = draw_layer(layers["pipes-water"])[-1]
    assert label["layout"]["text-field"] == ["concat", "Φ", ["to-string", ["get", "diameter"]]]
    assert draw_layer(layers["roads"])[-1]["layout"]["text-field"] == ["to-string", ["get", "name"]]


def test_a_district_is_written_larger_than_what_lies_in_it_and_first() -> None:
    layout = draw_layer(layers["admin-areas"])[-1]["layout"]
    assert layout["symbol-sort-key"] == ["coalesce", ["get", "admin_level"], 8]
    *_, far, at_far, near, at_near = layout["text-size"]
    assert (far, near) == (12, 18)
    for size in (at_far, at_near):
        assert size[3::2] == [4, 6, 8]
        assert size[4::2] == sorted(size[4::2], reverse=True)
    assert "symbol-sort-key" not in draw_layer(layers["buildings"])[-1]["layout"]


def test_a_number_takes_the_colour_of_its_class_and_none_that_of_the_unknown() -> None:
    layer = layers["housing-age"]
    case = draw_layer(layer)[0]["paint"]["fill-color"][3]
    assert case[:2] == ["case", ["==", ["typeof", ["get", "year"]], "number"]]
    step, rest = case[2:]
    assert step[:2] == ["step", ["get", "year"]]
    assert step[3::2] == [one.least for one in layer.paint.classes[1:]]
    assert step[2::2] == [one.colour for one in layer.paint.classes]
    assert rest == layer.paint.rest.colour


def test_small_areas_have_no_outline_from_afar() -> None:
    outline = draw_layer(layers["parcels"])[0]["paint"]["fill-outline-color"]
    assert outline[:4] == ["step", ["zoom"], "rgba(0, 0, 0, 0)", 14]
    assert draw_layer(layers["buildings"])[0]["paint"]["fill-outline-color"] == "#a3988a"


def test_a_dot_bears_the_sign_of_its_class_and_is_wide_enough_for_it() -> None:
    dots, _, signs = draw_layer(layers["places"])
    match = signs["layout"]["icon-image"]
    assert match[match.index("hospital") + 1] == "hospital"
    assert signs["minzoom"] == 15
    radius = dots["paint"]["circle-radius"]
    assert radius[radius.index(15.0) + 1][2] == DISC
    icons = {line["label"]: line.get("icon") for line in legend(layers["places"], "en")}
    assert (icons["Schools"], icons["Other places"]) == ("school", None)


def test_signs_of_another_field_than_the_colours_are_told_after_them() -> None:
    told = legend(layers["pipe-nodes"], "en")
    assert [line["icon"] for line in told if "icon" in line] == ["manhole", "handhole", "valve"]
    assert told[-3]["label"] == "Manhole"


def test_what_is_protected_is_hatched_on_the_map_and_in_the_legend() -> None:
    _, hatch = draw_layer(layers["people-by-cell"])[:2]
    assert hatch["paint"] == {"fill-pattern": HATCH}
    assert hatch["filter"][-1] == ["!=", ["typeof", ["get", "density"]], "number"]
    assert legend(layers["people-by-cell"], "en")[-1]["pattern"] == HATCH


def test_labels_take_their_ink_from_the_look() -> None:
    label = draw_layer(layers["roads"], DARK)[-1]
    assert label["paint"]["text-color"] == DARK.ink
    assert label["layout"]["text-font"] == [STACK]
