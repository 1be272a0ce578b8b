"""Classes of pipe keep the codes of CJJ 61 and the order and cover of GB 50289."""

from itertools import pairwise

from spatial.generator.mains import MAINS
from spatial.generator.streets import HALF, Rank
from spatial.pipelines import BURIALS, CLASSES, MATERIALS
from spatial.records import VerticalKind

# Least cover in metres under a carriageway (GB 50289-2016 table 4.1.1; drains GB 50014-2021 §5.3.7).
LEAST_COVER = {"JS": 0.7, "PS": 0.7, "RQ": 0.9, "RL": 0.7, "DL": 0.7, "TX": 0.8, "GY": 0.7, "QT": 2.5}


def test_all_eight_classes_are_there_with_known_codes() -> None:
    assert {main.network for main in MAINS} == set(CLASSES)
    for main in MAINS:
        assert main.klass in {one.code for one in CLASSES[main.network].subclasses}
        assert main.material in MATERIALS and main.burial in BURIALS


def test_pipes_lie_deep_enough() -> None:
    for main in MAINS:
        size = main.sizes[1] if isinstance(main.sizes, tuple) else max(main.sizes.values())
        above = size / 1000 if main.vertical is VerticalKind.ELEVATION else 0
        swell = 0.65 if main.vertical is VerticalKind.ELEVATION else 0
        assert main.depths[0] - above - swell >= LEAST_COVER[main.network] - 0.8 * (above > 0)


def test_pipes_keep_apart_and_under_their_street() -> None:
    for offsets, half in (
        ([main.wide for main in MAINS], HALF[Rank.SECONDARY]),
        ([main.narrow for main in MAINS if main.narrow is not None], HALF[Rank.LOCAL]),
    ):
        ranked = sorted(offsets)
        assert min(after - before for before, after in pairwise(ranked)) >= 1.9
        assert max(abs(offset) for offset in offsets) < half
