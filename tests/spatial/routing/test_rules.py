"""The rules of classes: who may use a road and how fast."""

import pytest

from spatial.citation import Confidence
from spatial.routing import rules
from twin.layers import roads


def test_nobody_walks_on_a_motorway_or_drives_on_steps() -> None:
    assert not rules.find_rule("motorway").walking
    assert rules.find_rule("steps").driving is None


@pytest.mark.parametrize("word", ["construction", "street_lamp", "proposed", "nonsense"])
def test_what_is_no_road_in_use_is_used_by_nobody(word: str) -> None:
    assert rules.find_rule(word) == rules.NOT_BUILT


def test_a_road_of_no_told_class_is_used_slowly() -> None:
    assert rules.find_rule(None) == rules.Rule(driving=10, walking=True, source=rules.OURS)


def test_every_class_is_one_the_layer_of_roads_knows_or_a_word_of_openstreetmap() -> None:
    assert set(rules.RULES) - set(roads.CLASSES) == {"road", "bridleway", "platform"}


def test_the_speeds_seen_in_a_text_say_where() -> None:
    assert all(one.confidence is Confidence.VERIFIED and one.seen for one in (rules.CARS, rules.WALKERS))
