"""Flows of few people are hidden, and what would give them away line by line is too."""

from collections.abc import Iterator

import numpy as np
import pytest

from spatial.analysis import Flows, Numbers
from spatial.privacy.thinning import thin_out
from tests.columns import codes, numbers


def thin(*rows: tuple[int, int, float]) -> tuple[set[tuple[int, int]], list[int]]:
    """The flows that are told of those from and to zones, and the zones without sums."""
    origin, destination, count = zip(*rows, strict=True)
    found, bare = thin_out(
        Flows(
            measure="flows",
            origin=codes(*origin),
            destination=codes(*destination),
            count=numbers(*count),
            people=True,
        ),
        10,
    )
    told = set(zip(found.origin.tolist(), found.destination.tolist(), strict=True))
    assert found.hidden == len(rows) - len(told)
    return told, bare


def test_flows_of_few_are_hidden_with_what_would_give_them_away() -> None:
    told, bare = thin((0, 0, 50), (0, 1, 4), (0, 2, 20), (3, 1, 30), (3, 2, 40), (3, 0, 200), (1, 0, 60))
    # 0-1 is alone among the hidden that leave 0 and that come to 1, and then so are those hidden for it.
    assert (told, bare) == ({(0, 0), (3, 0), (1, 0)}, [])


def test_who_stays_hides_nobody_who_leaves() -> None:
    told, _ = thin((0, 0, 3), (0, 1, 4), (0, 2, 20), (1, 2, 40), (2, 1, 90))
    # Those who stay are in no sum of who leaves, so that 0-1 could be had from this less 0-2.
    assert (0, 2) not in told


def test_a_flow_that_is_all_of_its_zone_hides_none_beside_it() -> None:
    # All who come to 2 are from 0, so that 0-2 hides nothing and 0-3 is hidden too.
    told, bare = thin((0, 1, 4), (0, 2, 20), (0, 3, 50), (2, 3, 60), (2, 1, 70))
    assert (told, bare) == (set(), [])
    # Nothing else leaves 0, so that how many do is not to be told.
    assert thin((0, 1, 4), (0, 2, 20), (1, 0, 90)) == ({(1, 0)}, [0])


def test_flows_that_nobody_is_hidden_in_are_told_whole() -> None:
    assert thin((0, 1, 10), (1, 0, 99)) == ({(0, 1), (1, 0)}, [])
    assert thin((0, 0, 10)) == ({(0, 0)}, [])


@pytest.mark.parametrize("seed", range(20))
def test_no_hidden_flow_can_be_had_from_what_starts_or_ends_in_a_zone(seed: int) -> None:
    random = np.random.default_rng(seed)
    count = random.poisson(random.gamma(0.5, 30, (9, 9))) * (
        random.random((9, 9)) < random.choice([0.3, 0.8])
    )
    origin, destination = np.nonzero(count)
    rows = zip(origin.tolist(), destination.tolist(), count[origin, destination].tolist(), strict=True)
    told, bare = thin(*rows)
    assert all(count[pair] >= 10 for pair in told)
    shown = np.zeros(count.shape, dtype=bool)
    shown[tuple(np.array(list(told), dtype=int).reshape(-1, 2).T)] = True
    # Sums are of who leaves and comes, without those who stay.
    np.fill_diagonal(count, 0)
    assert all(work_out(count, shown, bare))


def work_out(count: Numbers, shown: Numbers, bare: list[int]) -> Iterator[bool]:
    """Whether what follows from the sums, and from others that follow, is of ten persons or more."""
    secret = (count > 0) & ~shown
    lines = [(at, slice(None)) for at in range(len(count)) if at not in bare]
    lines += [(slice(None), at) for at in range(len(count)) if at not in bare]
    lines = [line for line in lines if count[line].sum() >= 10]
    found = True
    while found:
        found = False
        for line in lines:
            held = count[line][secret[line]]
            if len(held) == 1 or 0 < held.sum() < 10:
                yield bool(held.sum() >= 10)
                secret[line] = False
                found = True
