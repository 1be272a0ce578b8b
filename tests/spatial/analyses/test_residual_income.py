"""Residual income follows Stone: what is left beyond a budget by size must cover the rent."""

from spatial.analyses.residual_income import Tenants, measure_residual_income
from spatial.figures import Places
from tests.columns import NAN, codes, numbers, pick, values

TENANTS = Tenants(
    zone=codes(0, 0, 0, 0, 0),
    size=numbers(1, 3, 3, NAN, 0),
    income=numbers(36_000, 60_000, 59_999, 90_000, 90_000),
    rent=numbers(1000, 1000, 1000, 1000, 1000),
)


def test_what_is_left_must_cover_the_rent_to_the_yuan() -> None:
    found = measure_residual_income(TENANTS, Places(1), first=24_000, further=12_000)
    assert values(found, "residual-share") == [2 / 3, None, 2 / 3]
    assert values(found, "residual-income") == [0, None, 0]
    assert pick(found, "residual-share").unknown[0] == 2
