"""From which zone to which people go to work, as lines on the map."""

from typing import Annotated

import numpy as np

from spatial.analysis import Analysis, Ask, Flows, Found, Measure, Numbers, Reason, Series
from spatial.commute.basis import HOW, CommutersAsked
from spatial.figures import Places, tell, withhold
from spatial.text import Text

LINKED = "crossing"


def list_flows(
    asked: CommutersAsked,
    places: Places,
    least: Annotated[
        int,
        Ask(
            title=Text("最小流量", "Smallest flow"),
            about=Text("少于此人数的流量不列出", "Flows of fewer commuters are not listed"),
            unit="{count}",
            least=1,
        ),
    ] = 1,
) -> tuple[Found, ...]:
    """How many leave each zone for work elsewhere and come to it, and the flows from zone to zone."""
    trips = asked.choose()
    flows = trips.flows
    away = trips.known * (flows.origin != flows.destination)
    out, into = places.sum(flows.origin, away), places.sum(flows.destination, away)
    unknown = places.sum(flows.origin, flows.count - trips.known)

    def count(measure: str, figures: Numbers, people: Numbers) -> Series:
        return tell(measure, figures, unknown, people=trips.persons(people), linked=LINKED)

    sides = (
        count("out-commuters", out, out),
        count("in-commuters", into, into),
        count("net-commuters", into - out, np.minimum(out, into)),
    )
    if not places.zones:
        return tuple(withhold(one, Reason.NO_ZONES) for one in sides)
    pairs = flows.inside().gather()
    return (
        *sides,
        Flows(
            measure="flows",
            origin=pairs.origin,
            destination=pairs.destination,
            count=pairs.count,
            people=trips.people,
            least=least,
            linked=LINKED,
        ),
    )


ANALYSIS = Analysis(
    id="commute-flows",
    title=Text("通勤流向", "Commute flows"),
    about=Text(
        "分区之间的通勤人数，连线表示；每区的流出、流入与净流入。",
        "How many go to work from zone to zone, drawn as lines; for each zone those who leave, come, and the "
        "difference.",
    ),
    how=Text(
        "流量 T_ij 为住在 i、在 j 就业的人数；流出 = Σ_j≠i T_ij，流入 = Σ_j≠i T_ji，净流入 = 流入 − 流出。"
        f"登记中的小流量及可由其推算者不列出。{HOW.zh}",
        "A flow T_ij counts who lives in i and works in j; leaving = sum over j not i of T_ij, coming = "
        "the same of T_ji, net = coming - leaving. Of registers, small flows and those that would give "
        f"them away are not told. {HOW.en}",
    ),
    measures=(
        Measure(id="out-commuters", title=Text("流出", "Leave the zone"), unit="{count}"),
        Measure(id="in-commuters", title=Text("流入", "Come to the zone"), unit="{count}"),
        Measure(id="net-commuters", title=Text("净流入", "Net"), unit="{count}"),
        Measure(id="flows", title=Text("流量", "Flows"), unit="{count}"),
    ),
    run=list_flows,
    example={"zoning": "admin-areas", "admin_level": 6},
)
