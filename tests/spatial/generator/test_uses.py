"""Every theme has its mix, every use fits on the ground."""

import numpy as np

from spatial.generator.plan import Theme
from spatial.generator.uses import MIXES, USES, choose_uses
from twin.layer.building import CLASSES


def test_uses_come_in_the_shares_of_their_theme() -> None:
    for theme in Theme:
        chosen = choose_uses(np.random.default_rng(1), theme, 4000)
        total = sum(MIXES[theme].values())
        for use, share in MIXES[theme].items():
            assert abs(chosen.count(use) / 4000 - share / total) < 0.03


def test_every_use_is_used_and_well_formed() -> None:
    assert {use for mix in MIXES.values() for use in mix} == set(USES)
    assert len({use.id for use in USES}) == len(USES)
    for use in USES:
        assert len(use.shapes) == 5 and sum(use.shapes) > 0
        for low, high in (use.wide, use.deep, use.gap, use.lane, use.storeys):
            assert 0 < low <= high


def test_the_map_has_words_for_every_class_of_building() -> None:
    assert {use.klass for use in USES} <= set(CLASSES)
