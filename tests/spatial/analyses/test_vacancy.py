"""Vacancy finds the planted empty dwellings by each proof, and keeps what is unknown apart."""

import numpy as np
import pytest

from spatial.analyses.vacancy import Dwellings, Proof, measure_vacancy
from spatial.figures import Places
from tests.columns import codes, numbers, pick, values, words

OCCUPIED, VACANT, UNFIT = "occupied", "vacant", "uninhabitable"
TWELVE = Dwellings(
    zone=codes(0, 0, 0, 0, 0, 1, 1, 1, 1, -1, -1, 1),
    use_state=words(
        OCCUPIED, OCCUPIED, VACANT, None, UNFIT, OCCUPIED, VACANT, VACANT, None, OCCUPIED, VACANT, OCCUPIED
    ),
    lived_in=codes(1, 0, 0, 1, 0, 1, 0, 1, -1, 1, 0, 1),
    count=numbers(*[1] * 12),
)


@pytest.mark.parametrize(
    ("proof", "occupied", "vacant"),
    [
        (Proof.REGISTER, [2, 2, 1, 5], [1, 2, 1, 4]),
        (Proof.RESIDENCE, [2, 3, 1, 6], [2, 1, 1, 4]),
        (Proof.BOTH, [1, 2, 1, 4], [1, 1, 1, 3]),
    ],
)
def test_planted_vacancies_are_found_by_each_proof(
    proof: Proof, occupied: list[int], vacant: list[int]
) -> None:
    found = measure_vacancy(TWELVE, Places(2), proof)
    assert values(found, "dwellings", "occupied") == occupied
    assert values(found, "dwellings", "vacant") == vacant
    rate = [empty / (empty + full) for empty, full in zip(vacant, occupied, strict=True)]
    assert values(found, "vacancy-rate") == pytest.approx(rate)


@pytest.mark.parametrize("proof", Proof)
def test_occupied_vacant_and_unknown_are_all_and_the_zones_are_the_city(proof: Proof) -> None:
    found = measure_vacancy(TWELVE, Places(2), proof)
    parts = [pick(found, "dwellings", part).value for part in ("occupied", "vacant", "unknown")]
    habitable = pick(found, "dwellings", "habitable").value
    assert (np.sum(parts, axis=0) == habitable).all()
    assert habitable.tolist() == [4, 5, 2, 11]
    for series in found:
        if series.measure == "dwellings":
            assert series.value[:-1].sum() == series.value[-1]
    for low, high in zip(values(found, "vacancy-least"), values(found, "vacancy-greatest"), strict=True):
        assert low is not None and high is not None and low <= high


def test_alike_dwellings_told_once_count_as_many() -> None:
    grouped = Dwellings(
        zone=codes(0, 0), use_state=words(OCCUPIED, VACANT), lived_in=codes(1, 0), count=numbers(75, 25)
    )
    assert values(measure_vacancy(grouped, Places(1)), "vacancy-rate")[0] == 0.25


def test_a_zone_without_known_dwellings_has_no_rate() -> None:
    silent = Dwellings(zone=codes(0), use_state=words(None), lived_in=codes(-1), count=numbers(1))
    series = pick(measure_vacancy(silent, Places(2)), "vacancy-rate")
    assert np.isnan(series.value).all()
    assert set(series.reasons) == {"no-denominator"}
    assert series.unknown.tolist() == [1, 0, 0, 1]
