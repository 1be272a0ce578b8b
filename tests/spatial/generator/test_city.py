"""A city is its seed: the same records again, others for another seed, in memory that does not grow."""

import tracemalloc
from collections import Counter
from collections.abc import Iterable

import pytest

from spatial.generator.city import generate
from spatial.records import CityObject
from tests.spatial.generator.conftest import make_city


def tell(records: Iterable[CityObject]) -> list[str]:
    """The records as text, to the last figure."""
    return [repr(record) for record in records]


def test_the_same_seed_gives_the_same_city_and_another_another() -> None:
    first = tell(generate(600, 11))
    assert tell(generate(600, 11)) == first
    other = tell(generate(600, 12))
    assert len(set(first) & set(other)) < 0.02 * len(first)


@pytest.mark.parametrize(("buildings", "seed"), [(300, 1), (3000, 7), (20_000, 2)])
def test_about_as_many_buildings_as_asked(buildings: int, seed: int) -> None:
    assert len(make_city(buildings, seed)["Building"]) == pytest.approx(buildings, rel=0.2)


@pytest.mark.parametrize("seed", range(6))
def test_codes_are_unique_in_every_kind_and_shapes_are_valid(seed: int) -> None:
    codes: Counter[tuple[str, str]] = Counter()
    for record in generate(1500, seed):
        codes[type(record).__name__, record.code] += 1
        assert record.footprint is not None and record.footprint.is_valid and not record.footprint.is_empty
        assert record.attributes["generated"] is True
    assert max(codes.values()) == 1


@pytest.mark.full
def test_memory_does_not_grow_with_the_city() -> None:
    peaks = []
    for buildings in (12_000, 12_000, 40_000):
        tracemalloc.start()
        for _ in generate(buildings, 3):
            pass
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[2] < 1.6 * peaks[1]
