"""How much commuting the layout of homes and jobs asks for, and how much there is beyond it."""

from dataclasses import replace
from functools import partial

from spatial.analysis import Analysis, Measure, Numbers, Reason, Series
from spatial.commute.basis import HOW, CommutersAsked
from spatial.commute.excess import Excess, measure_excess
from spatial.commute.problem import Problem, pose
from spatial.commute.ways import HOW as HOW_WAYS
from spatial.commute.ways import Way, WaysAsked
from spatial.figures import Places, tell_city, tell_nothing
from spatial.text import Text

PARTS = {"distance": Text("按距离", "by distance"), "time": Text("按时间", "by time")}
LENGTHS = {"distance": "km", "time": "min"}
MEANS_OF = {
    "observed": Text("实际平均通勤", "Observed mean commute"),
    "least": Text("理论最小通勤", "Least mean commute"),
    "most": Text("理论最大通勤", "Greatest mean commute"),
    "random": Text("随机通勤", "Random mean commute"),
}
SHARES = {
    "excess": Text("过剩通勤率 EC", "Excess EC"),
    "capacity_used": Text("容量利用率 C_u", "Capacity used C_u"),
    "normalised": Text("归一过剩率 NEC", "Normalised excess NEC"),
    "effort": Text("通勤节约努力", "Commuting effort"),
}


def find_excess(
    asked: CommutersAsked,
    ways: WaysAsked,
    places: Places,
) -> tuple[Series, ...]:
    """The least, greatest, random and observed mean commute, and the shares that follow."""
    trips = asked.choose()
    if places.zones < 2:
        return tell_nothing(ANALYSIS.measures, Reason.NO_ZONES)
    problem = pose(trips, ways.measure())
    if not problem.commuters > 0:
        return tell_nothing(ANALYSIS.measures, Reason.NO_DENOMINATOR)
    by_distance = measure(problem, problem.kilometres)
    # Straight ways take time in proportion, and so have the same plans.
    minutes = 60 / ways.speed if ways.way is Way.STRAIGHT else None
    by_time = scale(by_distance, minutes) if minutes else measure(problem, problem.minutes)
    people = problem.commuters if trips.people else None
    told = partial(tell_city, unknown=problem.left_out, people=people)
    return (
        *(
            told(f"{name}-{part}", getattr(found, name))
            for part, found in (("distance", by_distance), ("time", by_time))
            for name in MEANS_OF
        ),
        *(
            told(name.replace("_", "-"), getattr(found, name), part=part)
            for name in SHARES
            for part, found in (("distance", by_distance), ("time", by_time))
        ),
        told("commuters", problem.commuters),
    )


def measure(problem: Problem, costs: Numbers) -> Excess:
    """The excess of a problem at costs."""
    return measure_excess(problem.homes(), problem.jobs(), costs, problem.flows.mean_cost(costs))


def scale(found: Excess, factor: float) -> Excess:
    """The same at costs so many times as great."""
    means = {name: getattr(found, name) * factor for name in MEANS_OF}
    return replace(found, **means)


ANALYSIS = Analysis(
    id="excess-commuting",
    title=Text("过剩通勤", "Excess commuting"),
    about=Text(
        "在现有住房与岗位布局下，最小、最大、随机与实际的平均通勤，以及过剩通勤率与容量利用率。",
        "The least, greatest, random and actual mean commute of the homes and jobs there are; how much is "
        "excess, and how much of the room between is used.",
    ),
    how=Text(
        "C_min = min (1/W) Σ c_ij x_ij，约束 Σ_j x_ij = O_i、Σ_i x_ij = D_j（运输问题，网络单纯形法）；"
        "C_max 取最大；C_rand = Σ O_i D_j c_ij / W²。过剩率 EC = (C_obs − C_min)/C_obs（White 1988）；容量"
        "利用 C_u = (C_obs − C_min)/(C_max − C_min)（Horner 2002）；NEC = (C_rand − C_obs)/C_rand；努力 = "
        "(C_rand − C_obs)/(C_rand − C_min)（Murphy 与 Killen 2011）。区内规则改变结果，须一并引用。"
        f"{HOW.zh}{HOW_WAYS.zh}",
        "C_min = min (1/W) sum c_ij x_ij with sum_j x_ij = O_i and sum_i x_ij = D_j (the transport "
        "problem, by network simplex); C_max the same with max; C_rand = sum O_i D_j c_ij / W2. Excess EC "
        "= (C_obs - C_min) / C_obs (White 1988); capacity used = (C_obs - C_min) / (C_max - C_min) "
        "(Horner 2002); NEC = (C_rand - C_obs) / C_rand and effort = (C_rand - C_obs) / (C_rand - C_min) "
        f"(Murphy & Killen 2011). The rule of staying in a zone changes them: quote it. {HOW.en} "
        f"{HOW_WAYS.en}",
    ),
    measures=(
        *(
            Measure(
                id=f"{name}-{part}",
                title=Text(f"{title.zh}（{PARTS[part].zh}）", f"{title.en}, {PARTS[part].en}"),
                unit=unit,
            )
            for part, unit in LENGTHS.items()
            for name, title in MEANS_OF.items()
        ),
        *(
            Measure(id=name.replace("_", "-"), title=title, unit="1", share=True, parts=PARTS)
            for name, title in SHARES.items()
        ),
        Measure(id="commuters", title=Text("计入的通勤者", "Commuters counted"), unit="{count}"),
    ),
    run=find_excess,
    example={"zoning": "admin-areas", "admin_level": 6, "rule": "disc"},
)
