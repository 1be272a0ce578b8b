"""Where people would work if the way were all that kept them: the gravity model, calibrated."""

from functools import partial
from typing import Annotated

import numpy as np

from spatial.analysis import Analysis, Ask, Flows, Found, Measure, Numbers, Reason
from spatial.commute.basis import HOW, CommutersAsked
from spatial.commute.deterrence import DETERRENCES, Deterrence, resist
from spatial.commute.fit import measure_fit
from spatial.commute.gravity import calibrate
from spatial.commute.problem import pose
from spatial.commute.ways import HOW as HOW_WAYS
from spatial.commute.ways import WaysAsked
from spatial.figures import Places, divide, tell_city, tell_nothing
from spatial.text import Text

SMALL = 0.5
"""Modelled flows of fewer commuters are not listed."""
DETERRENCE = Ask(
    title=Text("阻抗函数", "Deterrence"),
    about=Text(
        "人数随路程（公里）衰减的函数", "How the number of commuters falls with the kilometres of the way"
    ),
    choices={one: DETERRENCES[one] for one in Deterrence},
)


def model_commuting(
    asked: CommutersAsked,
    ways: WaysAsked,
    places: Places,
    deterrence: Annotated[Deterrence, DETERRENCE] = Deterrence.EXPONENTIAL,
) -> tuple[Found, ...]:
    """The model's beta and fit, the mean way from each zone observed and modelled, and the modelled flows."""
    trips = asked.choose()
    figures = [one for one in ANALYSIS.measures if one.id != "modelled-flows"]
    if places.zones < 2:
        return tell_nothing(figures, Reason.NO_ZONES)
    problem = pose(trips, ways.measure())
    if not problem.commuters > 0:
        return tell_nothing(figures, Reason.NO_DENOMINATOR)
    costs, observed = problem.kilometres, problem.matrix()
    seen = problem.flows.mean_cost(resist(costs, deterrence))
    found = calibrate(problem.homes(), problem.jobs(), costs, seen, deterrence)
    fit = measure_fit(observed, found.flows, costs)
    told = partial(tell_city, unknown=problem.left_out, people=problem.commuters if trips.people else None)

    def lengthen(name: str, flows: Numbers) -> Found:
        """The mean way by zone of home: of the zones of the problem, laid out over all."""
        sums, many = np.zeros((2, places.zones + 2))
        sums[problem.zones] = (flows * np.where(np.isfinite(costs), costs, 0)).sum(axis=1)
        many[problem.zones] = flows.sum(axis=1)
        sums[-1], many[-1] = sums.sum(), many.sum()
        return divide(name, sums, many, places.none(), people=trips.persons(many))

    origin, destination = np.nonzero(found.flows >= SMALL)
    return (
        told("beta", found.beta),
        told("srmse", fit.srmse),
        told("cpc", fit.cpc),
        told("r2", fit.r2),
        told("passes", found.passes),
        lengthen("observed-mean", observed),
        lengthen("modelled-mean", found.flows),
        Flows(
            measure="modelled-flows",
            origin=problem.zones[origin].astype(np.int32),
            destination=problem.zones[destination].astype(np.int32),
            count=np.round(found.flows[origin, destination], 1),
            people=trips.people,
        ),
    )


KILOMETRES, RESIDENTS = Text("公里之和", "kilometres of all"), Text("通勤者", "commuters")
ANALYSIS = Analysis(
    id="commute-gravity",
    title=Text("通勤重力模型", "Gravity model of commuting"),
    about=Text(
        "若仅受路程约束，人们会在何处就业：按实际平均路程标定的双约束重力模型，及其与实际的差别。",
        "Where people would work if the way alone kept them: the doubly constrained model, calibrated to "
        "the mean observed, and how far what is observed differs.",
    ),
    how=Text(
        "T_ij = A_i O_i B_j D_j f(c_ij)，f = exp(−βc) 或 c^−β（Wilson 1967、1971）；A、B 由交替平衡（"
        "Furness）求得，β 使模型平均路程（幂函数为其对数）等于实际（Hyman 1969），即泊松极大似然。SRMSE = "
        f"√(均方差)/平均流量；CPC 为共同部分（Lenormand 2012）；R² 为相关系数平方。{HOW.zh}{HOW_WAYS.zh}",
        "T_ij = A_i O_i B_j D_j f(c_ij) with f = exp(-beta c) or c^-beta (Wilson 1967, 1971); A and B by "
        "balancing (Furness), beta so that the model's mean way (under the power: its logarithm) is that "
        "observed (Hyman 1969), which is the Poisson likelihood's. SRMSE is the root of the mean square "
        "difference over the mean flow, CPC the common part of commuters (Lenormand 2012), R2 the square "
        f"of the correlation. {HOW.en} {HOW_WAYS.en}",
    ),
    measures=(
        Measure(id="beta", title=Text("阻抗系数 β", "Deterrence beta"), unit="1"),
        Measure(id="srmse", title=Text("标准化均方根误差 SRMSE", "SRMSE"), unit="1"),
        Measure(id="cpc", title=Text("通勤共同部分 CPC", "Common part of commuters"), unit="1"),
        Measure(id="r2", title=Text("决定系数 R²", "R2"), unit="1"),
        Measure(id="passes", title=Text("平衡次数", "Furness passes"), unit="{count}"),
        Measure(
            id="observed-mean",
            title=Text("实际平均路程", "Observed mean way"),
            unit="km",
            numerator=KILOMETRES,
            denominator=RESIDENTS,
        ),
        Measure(
            id="modelled-mean",
            title=Text("模型平均路程", "Modelled mean way"),
            unit="km",
            numerator=KILOMETRES,
            denominator=RESIDENTS,
        ),
        Measure(id="modelled-flows", title=Text("模型流量", "Modelled flows"), unit="{count}"),
    ),
    run=model_commuting,
    example={"zoning": "admin-areas", "admin_level": 6, "rule": "disc"},
)
