"""How many months the unsold dwellings would last at the pace they were sold of late."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from spatial.analysis import Analysis, Ask, Codes, FromTwin, Measure, Numbers, Reason, Series, Words
from spatial.figures import Places, divide, tell, unsaid, withhold
from spatial.registers import SaleState
from spatial.text import Text

YEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Sales:
    """Dwellings alike: `month` of the sale is year x 12 + month - 1, -1 where no day is told."""

    zone: Codes
    sale: Annotated[Words, SaleState]
    month: Codes
    count: Numbers


def count_months_of_supply(
    sales: Annotated[Sales, FromTwin("dwellings")],
    today: Annotated[date, FromTwin("today")],
    places: Places,
    months: Annotated[
        int,
        Ask(
            title=Text("月数", "Months"),
            about=Text("平均成交取最近几个整月", "Over how many whole months back sales are averaged"),
            unit="mo",
            least=1,
            most=120,
        ),
    ] = 12,
) -> tuple[Series, ...]:
    """Unsold stock over mean monthly sales; the month that runs is not over and is left out."""
    running = today.year * YEAR + today.month - 1
    sold = sales.sale == SaleState.SOLD
    lately = sold & (sales.month >= running - months) & (sales.month < running)
    stock = places.sum(sales.zone, sales.count * (sales.sale == SaleState.UNSOLD))
    sold_lately = places.sum(sales.zone, sales.count * lately)
    undated = places.sum(sales.zone, sales.count * (sold & (sales.month < 0)))
    found = (
        divide("months-of-supply", stock, sold_lately / months, undated, empty=Reason.NO_SALES),
        tell("unsold", stock, places.none()),
        tell("sold", sold_lately, undated),
    )
    if unsaid(sales.sale).all():
        return tuple(withhold(series, Reason.NOT_KNOWN) for series in found)
    return found


ANALYSIS = Analysis(
    id="months-of-supply",
    title=Text("商品房去化周期", "Months of supply"),
    about=Text(
        "未售住房按近期月均成交售完所需的月数。",
        "The months it takes to sell the unsold dwellings at the mean pace of the last months.",
    ),
    how=Text(
        "去化周期 = 未售套数 ÷ 最近 n 个整月的月均成交套数（建办房〔2017〕80号以此分级）。期间无成交则无值；"
        "已售而无日期者计为未知。",
        "Months = unsold dwellings / mean monthly sales over the last n whole months (the measure of the "
        "ministry's notice 建办房〔2017〕80号). Without sales there is no value; sold ones without a date "
        "are unknown.",
    ),
    measures=(
        Measure(
            id="months-of-supply",
            title=Text("去化周期", "Months of supply"),
            unit="mo",
            numerator=Text("未售住房", "unsold dwellings"),
            denominator=Text("月均成交套数", "mean monthly sales"),
        ),
        Measure(id="unsold", title=Text("未售住房", "Unsold dwellings"), unit="{count}"),
        Measure(id="sold", title=Text("期间成交", "Sold in these months"), unit="{count}"),
    ),
    run=count_months_of_supply,
    example={"months": 12},
)
