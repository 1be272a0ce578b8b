"""Affordability counts tenants within the limit, by fifth of income, without reading missing as nought."""

from spatial.analyses.affordability import FIFTHS, Tenants, measure_affordability
from spatial.figures import Places
from tests.columns import NAN, codes, numbers, pick, values

TEN = Tenants(
    zone=codes(0, 0, 0, 0, 0, 1, 1, 1, 1, 1),
    income=numbers(*[at * 12_000.0 for at in range(1, 11)]),
    rent=numbers(*[1500.0] * 10),
)


def test_tenants_within_the_limit_are_counted() -> None:
    # 1500 x 12 = 18 000 is within 0.3 of an income of 60 000 and more: the fifth tenant on.
    assert values(measure_affordability(TEN, Places(2)), "affordable-share") == [0.2, 1.0, None, 0.6]
    assert values(measure_affordability(TEN, Places(2), limit=0.15), "affordable-share")[-1] == 0.1


def test_fifths_of_income_are_of_the_city_and_add_up() -> None:
    found = measure_affordability(TEN, Places(2))
    assert [values(found, "affordable-share", fifth)[-1] for fifth in FIFTHS] == [0, 0, 1, 1, 1]
    sizes = [pick(found, "affordable-share", fifth).denominator for fifth in FIFTHS]
    assert [size[-1] for size in sizes if size is not None] == [2] * 5


def test_missing_income_is_unknown_and_an_income_of_nought_affords_nothing() -> None:
    three = Tenants(zone=codes(0, 0, 0), income=numbers(NAN, 0, 90_000), rent=numbers(900, 900, -1))
    series = pick(measure_affordability(three, Places(1)), "affordable-share")
    assert series.value[0] == 0
    assert series.unknown[0] == 2
    nobody = Tenants(zone=codes(0), income=numbers(NAN), rent=numbers(900))
    assert pick(measure_affordability(nobody, Places(1)), "affordable-share").reasons[0] == "no-denominator"
