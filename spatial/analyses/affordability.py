"""For how many tenant households the rent is within a given share of their income."""

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from spatial.analysis import Analysis, Ask, Codes, FromTwin, Measure, Numbers, Series
from spatial.figures import Places, divide, not_negative, positive
from spatial.text import Text

MONTHS = 12
FIFTHS = ("fifth-1", "fifth-2", "fifth-3", "fifth-4", "fifth-5")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenants:
    """Each household in a rented dwelling: its income (CNY/a) and the dwelling's rent (CNY/mo)."""

    zone: Codes
    income: Numbers
    rent: Numbers


def measure_affordability(
    tenants: Annotated[Tenants, FromTwin("tenants")],
    places: Places,
    limit: Annotated[
        float,
        Ask(
            title=Text("租金收入比上限", "Greatest rent-to-income ratio"),
            about=Text("租金不超过收入的这一比例为可负担", "Rent up to this share of income is affordable"),
            unit="1",
            least=0.01,
            most=1,
        ),
    ] = 0.30,
) -> tuple[Series, ...]:
    """The share of tenant households that can afford their rent, in all and by fifth of income."""
    income, rent = not_negative(tenants.income), positive(tenants.rent)
    known = ~np.isnan(income) & ~np.isnan(rent)
    within = known & (rent * MONTHS <= limit * income)
    unknown = places.sum(tenants.zone, (~known).astype(float))
    bounds = np.quantile(income[known], [0.2, 0.4, 0.6, 0.8]) if known.any() else np.zeros(4)
    fifth = np.searchsorted(bounds, income, side="left")

    def share(part: str | None, chosen: np.ndarray) -> Series:
        among = places.sum(tenants.zone, (known & chosen).astype(float))
        able = places.sum(tenants.zone, (within & chosen).astype(float))
        return divide("affordable-share", able, among, unknown, part=part, people=among)

    everyone = np.ones(len(rent), dtype=bool)
    return (share(None, everyone), *(share(part, fifth == at) for at, part in enumerate(FIFTHS)))


ANALYSIS = Analysis(
    id="affordability",
    title=Text("租金可负担性", "Affordability of rents"),
    about=Text(
        "租金不超过家庭收入一定比例（默认 30%）的租户所占比例，并按收入五等分。",
        "The share of tenant households whose rent is within a share of income (30%), also by fifth of "
        "income.",
    ),
    how=Text(
        "可负担 = 月租 × 12 ≤ 上限 × 家庭年收入；比例 = 可负担租户 ÷ 租金与收入均已知的租户。收入缺失计为"
        "未知，不作零；收入为零而有租金者为不可负担。五等分按全市已知租户的收入划分。30% 为通行惯例（美国 "
        "HUD）。",
        "Affordable: monthly rent x 12 <= limit x annual income; share = such households / tenant "
        "households whose rent and income are known. A missing income is unknown, never 0; rent without "
        "income is not affordable. Fifths are of the incomes known in the city. 30% is custom (US HUD).",
    ),
    measures=(
        Measure(
            id="affordable-share",
            title=Text("可负担租户比例", "Share that can afford the rent"),
            unit="1",
            share=True,
            numerator=Text("可负担的租户", "tenant households that can afford it"),
            denominator=Text("租金与收入已知的租户", "tenant households of known rent and income"),
            parts={
                part: Text(f"收入第 {at} 个五分之一（由低到高）", f"fifth {at} of income, from the lowest")
                for at, part in enumerate(FIFTHS, 1)
            },
        ),
    ),
    run=measure_affordability,
    example={"limit": 0.3},
)
