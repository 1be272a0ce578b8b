"""Hazard zones are listed by hazard and drawn by rank, the deeper the graver."""

import pytest

from spatial.hazards import HAZARDS
from tests.factories import make_version, outline
from tiles.paint import colour_of, legend
from twin.access import NOBODY, rows
from twin.layer import Group, Layer, layers
from twin.models import HazardZone

ZONES = sorted((one for one in layers if one.model == "HazardZone"), key=lambda one: one.order)


def brightness(colour: str) -> int:
    """The sum of a colour's parts."""
    return sum(bytes.fromhex(colour.removeprefix("#")))


def test_there_is_a_layer_for_each_hazard() -> None:
    assert [one.where["hazard"] for one in ZONES] == list(HAZARDS)
    assert {one.group for one in ZONES} == {Group.HAZARD}


@pytest.mark.parametrize("layer", ZONES, ids=lambda one: one.id)
def test_a_higher_rank_is_darker(layer: Layer) -> None:
    *ranks, _ = [line["color"] for line in legend(layer, "en")]
    assert len(ranks) == len(set(ranks)) == 5
    assert ranks == sorted(ranks, key=brightness, reverse=True)


@pytest.mark.parametrize("layer", ZONES, ids=lambda one: one.id)
def test_ranks_are_matched_as_the_numbers_they_are(layer: Layer) -> None:
    match = colour_of(layer)
    assert [case[0] for case in match[2:-1:2]] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("layer", ZONES, ids=lambda one: one.id)
def test_every_legend_warns_that_what_is_not_modelled_is_not_safe(layer: Layer) -> None:
    assert "未建模" in layer.about.zh
    assert "may not have been modelled" in layer.about.en


@pytest.mark.django_db
def test_a_layer_holds_the_zones_of_its_own_hazard_alone() -> None:
    for index, hazard in enumerate(HAZARDS):
        make_version(HazardZone, hazard, outline("polygon", index), hazard=hazard)
    for layer in ZONES:
        assert [row.code for row in rows(NOBODY, layer)] == [layer.where["hazard"]]
