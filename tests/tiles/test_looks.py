"""By night and on paper everything still stands out, in the order it does by day."""

from itertools import pairwise

import pytest

from tiles.colour import contrast
from tiles.looks import DARK, LIGHT, LOOKS, PRINT, Look, dress
from twin.layer import Group, Layer, Paint, layers

FIGURES = [layer for layer in layers if layer.group != Group.BASE]


def colours(paint: Paint) -> list[str]:
    """All colours of a paint's legend."""
    return [one.colour for one in (*paint.classes, paint.rest)]


def test_by_day_a_layer_is_as_it_declares_itself() -> None:
    assert all(dress(layer, LIGHT) is layer for layer in layers)


@pytest.mark.parametrize("layer", FIGURES, ids=lambda layer: layer.id)
def test_by_night_every_class_stands_out_three_to_one(layer: Layer) -> None:
    for colour in colours(dress(layer, DARK).paint):
        assert contrast(colour, DARK.ground) >= 3


@pytest.mark.parametrize("look", [DARK, PRINT], ids=lambda look: look.id)
@pytest.mark.parametrize("layer", [layers["flood-zones"], layers["land-use"]], ids=lambda layer: layer.id)
def test_what_stands_out_more_by_day_does_so_in_every_look(layer: Layer, look: Look) -> None:
    by_day = colours(layer.paint)
    seen = dict(zip(by_day, colours(dress(layer, look).paint), strict=True))
    fainter_first = sorted(by_day, key=lambda colour: contrast(colour, LIGHT.ground))
    ratios = [contrast(seen[colour], look.ground) for colour in fainter_first]
    assert all(less <= more + 0.06 for less, more in pairwise(ratios))
    assert ratios[-1] > ratios[0]


def test_a_line_keeps_the_colour_of_its_standard_where_it_is_seen() -> None:
    assert dress(layers["pipes-water"], DARK).paint.rest.colour == "#00ffff"
    assert dress(layers["pipes-industrial"], DARK).paint.rest.colour != "#000000"
    assert contrast(dress(layers["pipes-water"], PRINT).paint.rest.colour, PRINT.ground) >= 1.5 - 0.01


def test_the_base_map_stays_behind_by_night() -> None:
    for colour in colours(dress(layers["land-use"], DARK).paint):
        assert contrast(colour, DARK.ground) < 1.8


def test_on_paper_nothing_is_translucent_and_what_was_looks_the_same_on_the_bare_sheet() -> None:
    for layer in layers:
        paint = dress(layer, PRINT).paint
        assert paint.opacity == 1
        assert paint.area_opacity in (None, 0, 1)


def test_labels_are_read_in_every_look() -> None:
    for look in LOOKS.values():
        assert contrast(look.ink, look.halo) >= 7
        assert contrast(look.ink, look.ground) >= 7
