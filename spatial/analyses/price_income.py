"""How many years' income of the median household the median dwelling costs."""

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from spatial.analysis import Analysis, Ask, Codes, FromTwin, Measure, Numbers, Series, Words
from spatial.figures import Places, divide, not_negative, positive, tell
from spatial.registers import HouseholdKind
from spatial.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Dwellings:
    """Each dwelling with its price (CNY/m2) and gross area (m2)."""

    zone: Codes
    price: Numbers
    area: Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Households:
    """Each household with its income (CNY/a)."""

    zone: Codes
    kind: Annotated[Words, HouseholdKind]
    income: Numbers


def compare_price_with_income(
    dwellings: Annotated[Dwellings, FromTwin("dwellings")],
    households: Annotated[Households, FromTwin("households")],
    places: Places,
    typical_area: Annotated[
        float | None,
        Ask(
            title=Text("标准住房面积", "Area of the typical dwelling"),
            about=Text(
                "给出时，价格 = 单价中位数 × 此面积；不给则取各套总价的中位数",
                "If given, the price is the median price per m² times it; else the median of whole prices",
            ),
            unit="m2",
            least=1,
            most=10_000,
        ),
    ] = None,
) -> tuple[Series, ...]:
    """The ratio by place with both medians; collective households have no income as one and are left out."""
    price, area = positive(dwellings.price), positive(dwellings.area)
    family = households.kind != HouseholdKind.COLLECTIVE
    income = np.where(family, not_negative(households.income), np.nan)
    if typical_area is None:
        whole, cost = price * area, places.median(dwellings.zone, price * area)
        area_told = places.median(dwellings.zone, np.where(np.isnan(whole), np.nan, area))
    else:
        whole = price
        area_told = places.none() + typical_area
        cost = places.median(dwellings.zone, price) * area_told
    earned = places.median(households.zone, income)
    silent = np.isnan(income) & family
    without_price = places.sum(dwellings.zone, np.isnan(whole).astype(float))
    without_income = places.sum(households.zone, silent.astype(float))
    people = places.sum(households.zone, (~np.isnan(income)).astype(float))
    return (
        divide("price-income-ratio", cost, earned, without_price + without_income, people=people),
        tell("median-price", cost, without_price),
        tell("typical-area", area_told, without_price),
        tell("median-income", earned, without_income, people=people),
    )


ANALYSIS = Analysis(
    id="price-income",
    title=Text("房价收入比", "Price to income"),
    about=Text(
        "住房价格中位数与家庭年收入中位数之比，注明标准住房面积。",
        "The median dwelling price over the median annual household income, the typical dwelling's area "
        "told.",
    ),
    how=Text(
        "房价收入比 = 住房总价中位数 ÷ 家庭年收入中位数（UN-Habitat 住房指标）。价格或面积缺失、为零或为负"
        "者，收入缺失者，计为未知，不作零；集体户不计。",
        "Ratio = median price of a dwelling / median annual household income (UN-Habitat housing "
        "indicator). A price or area that is missing, zero or negative and a missing income are unknown, "
        "never 0; collective households are left out.",
    ),
    measures=(
        Measure(
            id="price-income-ratio",
            title=Text("房价收入比", "Price-income ratio"),
            unit="a",
            numerator=Text("住房价格中位数（元）", "median price of a dwelling (CNY)"),
            denominator=Text("家庭年收入中位数（元/年）", "median household income (CNY/a)"),
        ),
        Measure(id="median-price", title=Text("住房价格中位数", "Median price of a dwelling"), unit="CNY"),
        Measure(
            id="typical-area", title=Text("标准住房建筑面积", "Gross area of the typical dwelling"), unit="m2"
        ),
        Measure(id="median-income", title=Text("家庭年收入中位数", "Median household income"), unit="CNY/a"),
    ),
    run=compare_price_with_income,
    example={"typical_area": 90.0},
)
