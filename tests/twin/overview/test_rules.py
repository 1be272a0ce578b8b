"""What is generalised is what everyone may see, divided as the legend divides it."""

from dataclasses import replace

import pytest

from tests.factories import make_version
from twin.layer import Generalisation, Layer, Sensitivity, layers
from twin.models import Building, Overview, Stock, Water
from twin.overview.rules import FARTHEST, divider, drawn_at, levels, line_of, value_of, width_of

GENERALISED = [layer for layer in layers if levels(layer)]


def test_buildings_are_seen_from_far_away_and_pipes_are_read_as_they_are() -> None:
    assert list(levels(layers["buildings"])) == [13, 12, 11, 10, 9, 8]
    assert list(levels(layers["pipes-water"])) == []


def test_what_is_for_staff_alone_or_graded_by_its_rows_is_not_generalised() -> None:
    assert layers["housing-vacancy"].generalisation and layers["housing-density"].generalisation
    assert not levels(layers["housing-vacancy"])
    assert not levels(layers["housing-density"])


def test_a_layer_divided_by_a_field_that_is_not_open_is_not_generalised() -> None:
    layer = layers["buildings"]
    fields = tuple(
        replace(one, sensitivity=Sensitivity.INTERNAL) if one.name == layer.paint.by else one
        for one in layer.fields
    )
    assert levels(layer) and not levels(replace(layer, fields=fields))


def test_the_farthest_level_is_made_for_all_that_is_farther() -> None:
    layer = replace(layers["buildings"], zooms=(0, 22), generalisation=Generalisation(highest=7))
    assert list(levels(layer)) == [7, 6, FARTHEST]


@pytest.mark.parametrize("layer", GENERALISED, ids=lambda layer: layer.id)
def test_each_line_of_the_legend_has_a_value_and_a_width(layer: Layer) -> None:
    classes = layer.paint.classes
    assert len(value_of(layer)) == len(width_of(layer)) == len(classes) + 1
    assert value_of(layer)[-1] is None
    assert drawn_at(layer, 22) == list(range(len(classes) + 1))


@pytest.mark.parametrize("layer", GENERALISED, ids=lambda layer: layer.id)
def test_the_field_that_divides_is_told_apart_from_what_a_row_has(layer: Layer) -> None:
    field = divider(layer)
    assert field is None or field.name not in {one.name for one in Overview._meta.get_fields()}


def test_streets_are_drawn_later_than_motorways() -> None:
    roads = layers["roads"]
    assert drawn_at(roads, 9) == [0, 1, 2]
    assert drawn_at(roads, 11) == [0, 1, 2, 3]


def test_a_row_is_of_the_line_that_names_its_value_and_else_of_the_rest(db: None) -> None:
    for klass in ("house", "office", "barn", None):
        make_version(Building, str(klass), klass=klass)
    found = Building.objects.values_list("code", line_of(layers["buildings"]))
    assert dict(found) == {"house": 0, "office": 1, "barn": 4, "None": 4}


def test_a_number_is_of_the_last_line_whose_bound_it_has_reached(db: None) -> None:
    layer = layers["housing-age"]
    for year in (1900, 1980, 1999, 2030, None):
        make_version(Stock, str(year), year=year)
    found = dict(Stock.objects.values_list("code", line_of(layer)))
    assert found == {"1900": 0, "1980": 1, "1999": 2, "2030": 5, "None": 6}
    assert value_of(layer)[:2] == ["0", "1980"]


def test_without_classes_everything_is_of_one_line(db: None) -> None:
    make_version(Water, "lake", klass="lake")
    assert list(Water.objects.values_list(line_of(layers["water"]), flat=True)) == [0]
    assert value_of(layers["water"]) == [None]
