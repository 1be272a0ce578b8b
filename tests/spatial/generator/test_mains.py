"""Classes of pipe keep the codes of CJJ 61 and the order and cover of GB 50289."""

from itertools import pairwise

from spatial.generator.mains import MAINS, Main
from spatial.generator.streets import HALF, Rank
from spatial.generator.terrain import SWELL
from spatial.pipelines import BURIALS, CLASSES, MATERIALS
from spatial.records import VerticalKind

# Least cover in metres under a carriageway (GB 50289-2016 table 4.1.1, of direct burial where it is stricter;
# drains GB 50014-2021 §5.3.7), and least height between drains that cross (GB 50289-2016 table 4.1.14).
LEAST_COVER = {"JS": 0.7, "PS": 0.7, "RQ": 0.9, "RL": 1.0, "DL": 0.5, "TX": 0.6, "GY": 0.7, "QT": 2.5}
LEAST_CROSSING = 0.15


def test_all_eight_classes_are_there_with_known_codes() -> None:
    assert {main.network for main in MAINS} == set(CLASSES)
    for main in MAINS:
        assert main.klass in {one.code for one in CLASSES[main.network].subclasses}
        assert main.material in MATERIALS and main.burial in BURIALS


def tallest(main: Main) -> float:
    """The height of a class's largest pipe in metres."""
    return (main.sizes[1] if isinstance(main.sizes, tuple) else max(main.sizes.values())) / 1000


def test_even_the_largest_pipes_lie_deep_enough_under_the_lowest_ground() -> None:
    for main in MAINS:
        above = 0.0 if main.vertical is VerticalKind.COVER else tallest(main)
        swell = SWELL if main.vertical is VerticalKind.ELEVATION else 0.0
        assert main.depths[0] - above - swell >= LEAST_COVER[main.network]


def test_sewers_pass_below_storm_drains() -> None:
    storm, sewage = (next(main for main in MAINS if main.klass == klass) for klass in ("YS", "WS"))
    assert sewage.depths[0] - tallest(sewage) - storm.depths[0] >= LEAST_CROSSING


def test_pipes_keep_apart_and_under_their_street() -> None:
    for offsets, half in (
        ([main.wide for main in MAINS], HALF[Rank.COLLECTOR]),
        ([main.narrow for main in MAINS if main.narrow is not None], HALF[Rank.LOCAL]),
    ):
        ranked = sorted(offsets)
        assert min(after - before for before, after in pairwise(ranked)) >= 1.9
        assert max(abs(offset) for offset in offsets) < half
