"""The method of classes follows from the distribution, and says why."""

import json

import numpy as np
import pytest

from spatial.classification import Method, classify, read
from spatial.classification.breaks import places

CHANCE = np.random.default_rng(7)
VALUES = {
    Method.EACH: np.array([3.0, 1, 2, 2, 1]),
    Method.EQUAL: np.linspace(0, 100, 1001),
    Method.NATURAL: np.concatenate([CHANCE.normal(at, 2, 200) for at in (10, 40, 55, 90, 160)]),
    Method.HEAD_TAIL: (CHANCE.pareto(1.2, 5000) + 1) * 10,
    Method.QUANTILES: np.append(CHANCE.normal(20, 3, 500), 2000.0),
}


@pytest.mark.parametrize("method", Method)
def test_each_distribution_has_its_method(method: Method) -> None:
    found = classify(VALUES[method])
    assert found is not None and found.method is method
    assert 1 < len(found.bounds) <= 5
    assert found.why.zh in found.told.zh and found.why.en in found.told.en
    assert f"{found.fit:.2f}" in found.told.en


def test_natural_groups_are_told_apart_almost_wholly() -> None:
    found = classify(VALUES[Method.NATURAL])
    assert found is not None and found.fit > 0.99
    inner = found.bounds[1:]
    assert all(
        low < bound < high
        for bound, low, high in zip(inner, (15, 43, 60, 95), (36, 52, 85, 156), strict=True)
    )


@pytest.mark.parametrize("seed", range(40))
def test_bounds_rise_and_every_class_holds_a_value(seed: int) -> None:
    chance = np.random.default_rng(seed)
    values = chance.lognormal(seed % 7, 0.1 + seed % 3, 3 + seed * 5).round(seed % 4)
    found = classify(values)
    assert found is not None
    assert list(found.bounds) == sorted(set(found.bounds))
    assert np.diff(places(np.sort(values), found.bounds)).min() > 0


def test_the_order_of_the_values_and_what_is_no_number_do_not_matter() -> None:
    values = VALUES[Method.HEAD_TAIL]
    mixed = np.append(values[::-1], [np.nan, np.inf])
    assert classify(mixed) == classify(values)


def test_nothing_has_no_classes_and_one_value_has_one() -> None:
    assert classify(np.array([])) is None
    one = classify(np.full(5, 4.0))
    assert one is not None and (one.bounds, one.fit) == ((4.0,), 1.0)
    assert "Only 1 distinct value occurs" in one.told.en


def test_classes_survive_being_kept_as_json() -> None:
    found = classify(VALUES[Method.QUANTILES])
    assert found is not None
    assert read(json.loads(json.dumps(found.write()))) == found


def test_a_map_of_twelve_classes_is_refused() -> None:
    with pytest.raises(ValueError, match="2 to 7"):
        classify(np.arange(50.0), 12)
