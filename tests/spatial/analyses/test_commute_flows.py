"""Flows are told from zone to zone, with what each zone sends and gets."""

from spatial.analyses.commute_flows import list_flows
from spatial.analysis import Flows, Reason, Series
from spatial.figures import Places
from tests.columns import pick, values
from tests.trips import publish, register


def split(found: tuple[Series | Flows, ...]) -> tuple[list[Series], list[Flows]]:
    """The series and the flows."""
    return [one for one in found if isinstance(one, Series)], [one for one in found if isinstance(one, Flows)]


def test_what_leaves_and_comes_is_what_crosses_a_border() -> None:
    series, [flows] = split(list_flows(publish([[60, 20, 3], [10, 30, 4], [5, 0, 0]], zones=2), Places(2)))
    assert values(series, "out-commuters") == [23, 14, 5, 42]
    assert values(series, "in-commuters") == [15, 20, 7, 42]
    assert values(series, "net-commuters") == [-8, 6, 2, 0]
    told = list(zip(flows.origin.tolist(), flows.destination.tolist(), flows.count.tolist(), strict=True))
    assert (0, 1, 20.0) in told and not flows.people


def test_small_flows_are_left_out_later_and_pairs_told_twice_add_up() -> None:
    series, [flows] = split(
        list_flows(register((0, 1, 6), (0, 1, 5), (1, 0, 9), (0, -1, 3)), Places(2), least=10)
    )
    assert (flows.origin.tolist(), flows.destination.tolist()) == ([0, 1], [1, 0])
    assert (flows.count.tolist(), flows.least, flows.people) == ([11, 9], 10, True)
    assert {one.linked for one in series} == {flows.linked}
    assert pick(series, "out-commuters").unknown.tolist() == [3, 0, 0, 3]


def test_a_city_without_zones_has_none() -> None:
    series, flows = split(list_flows(register((-1, -1, 6)), Places(0)))
    assert not flows and all(set(one.reasons) == {Reason.NO_ZONES} for one in series)
