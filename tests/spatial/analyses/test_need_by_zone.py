"""Need by zone is households with their growth less what can be lived in, and may be a surplus."""

from spatial.analyses.need_by_zone import Dwellings, Households, count_need
from spatial.figures import Places
from tests.columns import codes, numbers, pick, values, words

DWELLINGS = Dwellings(
    zone=codes(0, 0, 1, -1),
    use_state=words("occupied", "uninhabitable", None, "vacant"),
    count=numbers(90, 10, 60, 5),
)
HOUSEHOLDS = Households(
    zone=codes(0, 1, 1, -1), kind=words("family", "family", "collective", None), count=numbers(100, 50, 1, 2)
)


def test_need_is_households_less_habitable_dwellings() -> None:
    assert values(count_need(DWELLINGS, HOUSEHOLDS, Places(2)), "need") == [10, -10, -3, -3]


def test_growth_and_reserve_are_stated_assumptions() -> None:
    found = count_need(DWELLINGS, HOUSEHOLDS, Places(2), growth=0.5, reserve=0.25)
    assert values(found, "need") == [110, 40, -1, 149]
    assert values(found, "expected-households") == [50, 25, 1, 76]
    assert pick(found, "need").unknown.tolist() == [0, 60, 0, 60]
