"""How unevenly homes and jobs lie over the zones of the city."""

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from spatial.analysis import Analysis, Codes, FromTwin, Measure, Numbers, Reason, Series, Words
from spatial.figures import Places, divide, tell
from spatial.registers import UseState
from spatial.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Homes:
    """Dwellings alike."""

    zone: Codes
    use_state: Annotated[Words, UseState]
    count: Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplaces:
    """Each workplace with its jobs."""

    zone: Codes
    jobs: Numbers


def measure_dissimilarity(
    homes: Annotated[Homes, FromTwin("dwellings")],
    workplaces: Annotated[Workplaces, FromTwin("workplaces")],
    places: Places,
) -> tuple[Series, ...]:
    """Duncan's D of the city and what each zone adds to it; what lies in no zone is told and left out."""
    habitable = homes.use_state != UseState.UNINHABITABLE
    jobs = np.where(workplaces.jobs >= 0, workplaces.jobs, np.nan)
    housing = places.sum(homes.zone, homes.count * habitable)
    working = places.sum(workplaces.zone, np.nan_to_num(jobs))
    silent = places.sum(workplaces.zone, np.isnan(jobs).astype(float))
    lost = np.append(np.zeros(places.zones + 1), housing[-2] + working[-2])
    parts, total = compare(housing[: places.zones], working[: places.zones])
    shares = np.append(parts, [np.nan, total])
    missing = Reason.NO_DENOMINATOR if places.zones else Reason.NO_ZONES
    return (
        tell("dissimilarity", shares, silent + lost, missing=missing),
        tell("homes-to-move", shares * housing[: places.zones].sum(), silent + lost, missing=missing),
        divide("jobs-per-home", places.sum_known(workplaces.zone, jobs), housing, silent),
    )


def compare(homes: Numbers, jobs: Numbers) -> tuple[Numbers, float]:
    """Half the difference of each zone's shares of homes and jobs, and the sum; NaN where there are none."""
    if homes.sum() <= 0 or jobs.sum() <= 0:
        return np.full(len(homes), np.nan), np.nan
    parts = np.abs(homes / homes.sum() - jobs / jobs.sum()) / 2
    return parts, float(parts.sum())


ANALYSIS = Analysis(
    id="homes-jobs",
    title=Text("职住错配指数", "Dissimilarity of homes and jobs"),
    about=Text(
        "住房与就业岗位在各分区分布的差异（0 为一致，1 为完全分离）。",
        "How differently homes and jobs are spread over the zones: 0 alike, 1 wholly apart.",
    ),
    how=Text(
        "D = ½ Σ |hᵢ/H − jᵢ/J|（Duncan 与 Duncan 1955）；按 Martin（2004）的形式，½ Σ |jᵢ/J·H − hᵢ| = D·H "
        "为使两者一致须移动的住房数。各分区一行为其所占部分。结果随分区大小而变（MAUP），须连同分区一起引"
        "用。",
        "D = 1/2 sum |h_i/H - j_i/J| (Duncan and Duncan 1955); in the form of Martin (2004), 1/2 sum "
        "|j_i/J H - h_i| = D H homes would have to move for both to be alike. A zone's row is its part of "
        "the sum. It depends on the size of the zones (MAUP): quote it with the zoning.",
    ),
    measures=(
        Measure(id="dissimilarity", title=Text("错配指数 D", "Dissimilarity D"), unit="1"),
        Measure(
            id="homes-to-move", title=Text("须移动的住房", "Homes that would have to move"), unit="{count}"
        ),
        Measure(
            id="jobs-per-home",
            title=Text("岗位住房比", "Jobs per home"),
            unit="1",
            numerator=Text("就业岗位", "jobs"),
            denominator=Text("可居住住房", "habitable dwellings"),
        ),
    ),
    version="1.0.1",
    run=measure_dissimilarity,
    example={"zoning": "admin-areas", "admin_level": 6},
)
