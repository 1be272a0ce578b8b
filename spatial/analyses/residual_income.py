"""For how many tenant households enough is left to live on once the rent is paid."""

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from spatial.analysis import Analysis, Ask, Codes, FromTwin, Measure, Numbers, Series
from spatial.figures import Places, divide, not_negative, positive, tell
from spatial.text import Text

MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenants:
    """Each household in a rented dwelling: persons, income (CNY/a) and the dwelling's rent (CNY/mo)."""

    zone: Codes
    size: Numbers
    income: Numbers
    rent: Numbers


def measure_residual_income(
    tenants: Annotated[Tenants, FromTwin("tenants")],
    places: Places,
    first: Annotated[
        float,
        Ask(
            title=Text("第一人的非住房支出", "Non-housing budget of the first person"),
            about=Text("一年除住房外的基本支出", "What one person needs in a year beside housing"),
            unit="CNY/a",
            least=0,
            most=1e9,
        ),
    ],
    further: Annotated[
        float,
        Ask(
            title=Text("每增一人的非住房支出", "Non-housing budget of each further person"),
            about=Text(
                "家庭每多一人一年增加的支出", "What each further person of the household adds in a year"
            ),
            unit="CNY/a",
            least=0,
            most=1e9,
        ),
    ],
) -> tuple[Series, ...]:
    """The share of tenant households whose income beyond the budget covers the rent; the median left."""
    income, rent, size = not_negative(tenants.income), positive(tenants.rent), positive(tenants.size)
    left = income - (first + further * (size - 1)) - rent * MONTHS
    known = ~np.isnan(left)
    unknown = places.sum(tenants.zone, (~known).astype(float))
    among = places.sum(tenants.zone, known.astype(float))
    able = places.sum(tenants.zone, (known & (left >= 0)).astype(float))
    return (
        divide("residual-share", able, among, unknown, people=among),
        tell("residual-income", places.median(tenants.zone, left), unknown, people=among),
    )


ANALYSIS = Analysis(
    id="residual-income",
    title=Text("剩余收入法可负担性", "Affordability by residual income"),
    about=Text(
        "扣除按家庭人数计的非住房支出后，收入足以支付租金的租户比例。",
        "The share of tenant households that can pay the rent from what is left beyond a non-housing budget.",
    ),
    how=Text(
        "可负担：家庭年收入 −（第一人 + 每增一人 ×（人数 − 1））≥ 月租 × 12（Stone 2006，剩余收入法）。"
        "收入、租金或人数缺失计为未知。支出标准须由使用者给出。",
        "Affordable: annual income - (first + further x (persons - 1)) >= monthly rent x 12 (Stone 2006, "
        "residual income). Missing income, rent or size is unknown. The budgets are the asker's to state.",
    ),
    measures=(
        Measure(
            id="residual-share",
            title=Text("可负担租户比例", "Share that can afford the rent"),
            unit="1",
            share=True,
            numerator=Text("剩余收入不低于零的租户", "tenant households with something or nothing left"),
            denominator=Text("收入、租金与人数已知的租户", "those of known income, rent and size"),
        ),
        Measure(
            id="residual-income",
            title=Text("付租后剩余的中位数", "Median left once rent and budget are paid"),
            unit="CNY/a",
        ),
    ),
    run=measure_residual_income,
    example={"first": 24_000.0, "further": 12_000.0},
)
