"""The dissimilarity of homes and jobs agrees with worked tables and with its own laws."""

import numpy as np
import pytest

from spatial.analyses.homes_jobs import Homes, Workplaces, compare, measure_dissimilarity
from spatial.figures import Places
from tests.columns import NAN, codes, numbers, pick, values, words


def spread(homes: list[float], jobs: list[float]) -> tuple[Homes, Workplaces]:
    """Homes and jobs by zone."""
    zones = codes(*range(len(homes)))
    told = words(*["occupied"] * len(homes))
    return Homes(zone=zones, use_state=told, count=numbers(*homes)), Workplaces(
        zone=zones, jobs=numbers(*jobs)
    )


@pytest.mark.parametrize(
    ("homes", "jobs", "index"),
    [
        ([10, 20, 30, 40], [40, 30, 20, 10], 0.4),
        ([10, 20, 30], [100, 200, 300], 0),
        ([5, 0], [0, 9], 1),
    ],
)
def test_the_index_of_worked_tables(homes: list[float], jobs: list[float], index: float) -> None:
    found = measure_dissimilarity(*spread(homes, jobs), Places(len(homes)))
    assert values(found, "dissimilarity")[-1] == pytest.approx(index)
    assert values(found, "homes-to-move")[-1] == pytest.approx(index * sum(homes))
    zones = pick(found, "dissimilarity").value[: len(homes)]
    assert zones.sum() == pytest.approx(index)


def test_scale_and_labels_change_nothing() -> None:
    random = np.random.default_rng(7)
    homes, jobs = random.uniform(1, 100, 50), random.uniform(1, 100, 50)
    _, index = compare(homes, jobs)
    order = random.permutation(50)
    assert compare(homes[order] * 3, jobs[order] / 7)[1] == pytest.approx(index)
    assert 0 < index < 1


def test_what_lies_in_no_zone_and_silent_workplaces_are_told() -> None:
    homes = Homes(zone=codes(0, 1, -1), use_state=words(None, None, None), count=numbers(5, 5, 2))
    workplaces = Workplaces(zone=codes(0, 1, -1, 0), jobs=numbers(5, 5, 4, NAN))
    series = pick(measure_dissimilarity(homes, workplaces, Places(2)), "dissimilarity")
    assert series.value.tolist()[-1] == 0
    assert series.unknown.tolist() == [1, 0, 0, 7]


def test_a_city_without_zones_or_jobs_has_no_index() -> None:
    assert (
        pick(measure_dissimilarity(*spread([5], [5]), Places(0)), "dissimilarity").reasons[-1] == "no-zones"
    )
    found = measure_dissimilarity(*spread([5, 5], [0, 0]), Places(2))
    assert set(pick(found, "dissimilarity").reasons) == {"no-denominator"}


def test_where_no_workplace_says_its_jobs_there_are_none_to_a_home_that_could_be_told() -> None:
    series = pick(measure_dissimilarity(*spread([5, 5], [NAN, 4]), Places(2)), "jobs-per-home")
    assert (series.reasons[0], series.value.tolist()[1]) == ("not-known", 4 / 5)
