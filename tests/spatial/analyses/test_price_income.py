"""The price-income ratio is exact on hand-made registers, and never reads what is missing as nought."""

from spatial.analyses.price_income import Dwellings, Households, compare_price_with_income
from spatial.figures import Places
from tests.columns import NAN, codes, numbers, pick, values, words

DWELLINGS = Dwellings(
    zone=codes(0, 0, 0, 0, 1, 1, -1),
    price=numbers(10_000, 20_000, 30_000, NAN, 20_000, 0, 50_000),
    area=numbers(100, 100, 100, 100, 50, 80, -3),
)
HOUSEHOLDS = Households(
    zone=codes(0, 0, 0, 0, 1, 1),
    kind=words("family", "family", None, "collective", "family", "family"),
    income=numbers(100_000, 300_000, NAN, 9_000_000, 0, 0),
)


def test_the_ratio_is_of_the_medians_and_unknown_ones_are_counted() -> None:
    found = compare_price_with_income(DWELLINGS, HOUSEHOLDS, Places(2))
    assert values(found, "median-price") == [2_000_000, 1_000_000, None, 1_500_000]
    assert values(found, "median-income") == [200_000, 0, None, 50_000]
    assert values(found, "price-income-ratio") == [10, None, None, 30]
    assert values(found, "typical-area") == [100, 50, None, 100]
    series = pick(found, "price-income-ratio")
    assert series.unknown.tolist() == [2, 1, 1, 4]
    assert series.reasons == (None, "no-denominator", "not-known", None)


def test_the_area_of_the_typical_dwelling_can_be_given() -> None:
    found = compare_price_with_income(DWELLINGS, HOUSEHOLDS, Places(2), typical_area=90.0)
    assert values(found, "typical-area") == [90, 90, 90, 90]
    assert values(found, "price-income-ratio")[0] == 20_000 * 90 / 200_000


def test_figures_say_how_many_incomes_they_are_drawn_from() -> None:
    people = pick(compare_price_with_income(DWELLINGS, HOUSEHOLDS, Places(2)), "median-income").people
    assert people is not None and people.tolist() == [2, 2, 0, 4]
