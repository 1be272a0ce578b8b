"""Months of supply follow the last whole months, and without sales there is no figure."""

from datetime import date

from spatial.analyses.months_of_supply import Sales, count_months_of_supply
from spatial.figures import Places
from tests.columns import codes, numbers, pick, values, words

TODAY = date(2024, 5, 17)
MAY = 2024 * 12 + 4
SALES = Sales(
    zone=codes(0, 0, 0, 0, 0, 1, 1),
    sale=words("unsold", "sold", "sold", "sold", "sold", "unsold", None),
    month=codes(-1, MAY, MAY - 1, MAY - 12, -1, -1, -1),
    count=numbers(60, 100, 10, 14, 3, 5, 1000),
)


def test_stock_over_the_mean_of_whole_months() -> None:
    found = count_months_of_supply(SALES, TODAY, Places(2), months=12)
    assert values(found, "months-of-supply") == [30, None, None, 32.5]
    assert values(found, "sold") == [24, 0, 0, 24]
    assert pick(found, "months-of-supply").unknown.tolist() == [3, 0, 0, 3]
    assert values(count_months_of_supply(SALES, TODAY, Places(2), months=1), "months-of-supply")[0] == 6


def test_no_sales_are_no_figure_with_a_reason() -> None:
    reasons = pick(count_months_of_supply(SALES, TODAY, Places(2)), "months-of-supply").reasons
    assert reasons == (None, "no-sales", "no-sales", None)


def test_a_register_silent_on_the_market_is_not_an_empty_market() -> None:
    silent = Sales(zone=codes(0), sale=words(None), month=codes(-1), count=numbers(7))
    found = count_months_of_supply(silent, TODAY, Places(1))
    assert {reason for series in found for reason in series.reasons} == {"not-known"}
