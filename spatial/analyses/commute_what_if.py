"""How commuting would change with more dwellings or jobs somewhere."""

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from spatial.analysis import Analysis, Ask, FromTwin, Measure, Numbers, Reason, Series, Words
from spatial.commute import national
from spatial.commute.basis import HOW, CommutersAsked
from spatial.commute.gravity import calibrate, distribute
from spatial.commute.margins import Indexes, Totals
from spatial.commute.problem import Problem, pose
from spatial.commute.ways import HOW as HOW_WAYS
from spatial.commute.ways import WaysAsked
from spatial.figures import Places, tell, tell_city, tell_nothing
from spatial.inputs import BadInputError
from spatial.text import Text

FEWEST_TOLD = 8
ZONE = Ask(title=Text("分区代码", "Code of the zone"), about=Text("在何处增加", "Where they are added"))
DWELLINGS = Ask(
    title=Text("新增住房", "Dwellings added"),
    about=Text("负数为减少", "Fewer where it is negative"),
    unit="{count}",
    least=-1_000_000,
    most=1_000_000,
)
JOBS = Ask(
    title=Text("新增岗位", "Jobs added"),
    about=Text("负数为减少", "Fewer where it is negative"),
    unit="{count}",
    least=-1_000_000,
    most=1_000_000,
)
WORKERS = Ask(
    title=Text("每套住房的通勤者", "Commuters in a dwelling"),
    about=Text("一套住房平均有多少人去上班", "How many of a dwelling go to work"),
    unit="1",
    least=0,
    most=10,
)
PARTS = {
    "before": Text("现状", "before"),
    "after": Text("之后", "after"),
    "change": Text("变化", "change"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """The codes of the zones."""

    code: Words


def change_city(
    named: Annotated[Codes, FromTwin("zones")],
    asked: CommutersAsked,
    ways: WaysAsked,
    places: Places,
    zone: Annotated[str, ZONE],
    dwellings: Annotated[int, DWELLINGS] = 1000,
    jobs: Annotated[int, JOBS] = 0,
    workers: Annotated[float, WORKERS] = 1.2,
) -> tuple[Series, ...]:
    """Every index as the calibrated model has it before and after, and the difference."""
    trips = asked.choose()
    if places.zones < 2:
        return tell_nothing(ANALYSIS.measures, Reason.NO_ZONES)
    problem = pose(trips, ways.measure())
    if not problem.commuters > 0:
        return tell_nothing(ANALYSIS.measures, Reason.NO_DENOMINATOR)
    at = find_zone(zone, named.code, problem)
    homes, work, costs = problem.homes(), problem.jobs(), problem.kilometres
    model = calibrate(homes, work, costs, problem.flows.mean_cost(costs))
    more_homes, more_work = homes.copy(), work.copy()
    more_homes[at] += dwellings * workers
    more_work[at] += jobs
    if min(more_homes[at], more_work[at]) < 0:
        raise BadInputError(
            "dwellings" if more_homes[at] < 0 else "jobs",
            f"Zone “{zone}” has {homes[at]:g} commuters and {work[at]:g} jobs that are held; take away "
            "fewer.",
        )
    after = distribute(more_homes, more_work, costs, model.beta, totals=Totals.RESCALE)
    people = problem.commuters if trips.people else None
    before_told = measure(model.flows, homes, work, problem)
    after_told = measure(after.flows, more_homes, more_work, problem)
    told = [
        tell_city(name, figure, problem.left_out, part, people)
        for name, before in before_told.items()
        for part, figure in zip(PARTS, (before, after_told[name], after_told[name] - before), strict=True)
    ]
    balance = [
        lay_out(compare(more, own), problem.zones, places)
        for more, own in ((work, homes), (more_work * after.factor, more_homes))
    ]
    held = lay_out(homes, problem.zones, places)
    return (
        *told,
        *(
            tell(
                "jobs-per-commuter", figures, places.none(), part, trips.persons(held), Reason.NO_DENOMINATOR
            )
            for part, figures in zip(PARTS, (*balance, balance[1] - balance[0]), strict=True)
        ),
        tell_city("beta", model.beta, problem.left_out, people=people),
        tell_city("jobs-factor", after.factor, people=people),
    )


def find_zone(zone: str, codes: Words, problem: Problem) -> int:
    """The place of a zone in the problem; raises BadInputError for a code that is not there."""
    known = codes[problem.zones].tolist()
    if zone not in known:
        some = ", ".join(map(str, known[:FEWEST_TOLD]))
        raise BadInputError(
            "zone", f"There is no zone “{zone}” that has a way to others; there are: {some} …"
        )
    return known.index(zone)


def measure(flows: Numbers, homes: Numbers, jobs: Numbers, problem: Problem) -> dict[str, float]:
    """The indices of modelled flows (k x k) between the problem's zones."""
    weights, minutes, kilometres = (
        matrix[flows > 0] for matrix in (flows, problem.minutes, problem.kilometres)
    )
    return {
        "commuters": float(homes.sum()),
        "self-containment": float(np.trace(flows) / flows.sum()),
        "mean-minutes": national.mean_minutes(weights, minutes).value,
        "within-45-minutes": national.share_within_45_minutes(weights, minutes).value,
        "over-60-minutes": national.share_over_60_minutes(weights, minutes).value,
        "mean-kilometres": national.mean_kilometres(weights, kilometres).value,
        "within-5-kilometres": national.share_within_5_kilometres(weights, kilometres).value,
        "separation": national.measure_separation(homes, jobs, problem.kilometres, Totals.RESCALE).value,
    }


def compare(jobs: Numbers, commuters: Numbers) -> Numbers:
    """Jobs per commuter, NaN where nobody lives."""
    return np.divide(jobs, commuters, out=np.full(len(jobs), np.nan), where=commuters > 0)


def lay_out(figures: Numbers, zones: Indexes, places: Places) -> Numbers:
    """Figures of some zones over all places; the others have none."""
    laid = np.full(places.zones + 2, np.nan)
    laid[zones] = figures
    return laid


UNITS = {"commuters": "{count}", "mean-minutes": "min", "mean-kilometres": "km", "separation": "km"}
SHARES = ("self-containment", "within-45-minutes", "over-60-minutes", "within-5-kilometres")
TITLES = {
    "commuters": Text("通勤者", "Commuters"),
    "self-containment": Text("在本区就业的比例", "Share that stays in its zone"),
    "mean-minutes": Text("平均通勤时间", "Mean time of a way"),
    "within-45-minutes": Text("45 分钟以内", "Within 45 minutes"),
    "over-60-minutes": Text("超过 60 分钟", "Over 60 minutes"),
    "mean-kilometres": Text("平均通勤距离", "Mean distance of a way"),
    "within-5-kilometres": Text("5 公里以内", "Within 5 kilometres"),
    "separation": Text("职住分离度", "Separation of homes and jobs"),
    "jobs-per-commuter": Text("岗位与通勤者之比", "Jobs per commuter"),
}
ANALYSIS = Analysis(
    id="commute-what-if",
    title=Text("新增住房或岗位的影响", "What if there were more homes or jobs"),
    about=Text(
        "在某分区增加住房或岗位，各项通勤指标如何变化。",
        "How every index of commuting would change with more dwellings or jobs in a zone.",
    ),
    how=Text(
        "以现状标定双约束重力模型的 β（Wilson 1967；Hyman 1969），改变该区居住者与岗位后以同一 β 重新分配"
        "；岗位总数按通勤者缩放，系数一并给出。现状亦取模型值，故差值仅由改变而来；人们的住处与其余岗位假"
        f"定不变。{HOW.zh}{HOW_WAYS.zh}",
        "Beta of the doubly constrained gravity model is calibrated on what there is (Wilson 1967; Hyman "
        "1969); with the zone's homes and jobs changed, commuters are given out anew at the same beta, "
        "the jobs rescaled to them by the factor told. What there is is told by the model too, so that "
        "the change alone makes the difference; it is assumed that nobody moves house and that other jobs "
        f"stay. {HOW.en} {HOW_WAYS.en}",
    ),
    measures=(
        *(
            Measure(id=name, title=title, unit=UNITS.get(name, "1"), share=name in SHARES, parts=PARTS)
            for name, title in TITLES.items()
        ),
        Measure(id="beta", title=Text("阻抗系数 β", "Deterrence beta"), unit="1"),
        Measure(id="jobs-factor", title=Text("岗位缩放系数", "Factor of the jobs"), unit="1"),
    ),
    run=change_city,
    example={"zoning": "admin-areas", "admin_level": 6, "rule": "disc", "zone": "1 west", "jobs": 20},
)
