"""How far homes and jobs match in number, and how far people work where they live (职住平衡)."""

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from spatial.analysis import Analysis, Codes, FromTwin, Measure, Numbers, Reason, Series
from spatial.commute.basis import HOW, Basis, CommutersAsked
from spatial.figures import Places, divide, tell
from spatial.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplaces:
    """Each workplace with its jobs."""

    zone: Codes
    jobs: Numbers


def measure_balance(
    asked: CommutersAsked,
    workplaces: Annotated[Workplaces | None, FromTwin("workplaces", given=("basis", Basis.REGISTERS))],
    places: Places,
) -> tuple[Series, ...]:
    """Jobs to employed residents, and the shares of residents and of jobs that stay in their zone."""
    trips = asked.choose()
    flows, known = trips.flows, trips.known
    residents, nobody = places.sum(flows.origin, flows.count), places.none()
    jobs, silent = places.sum(flows.destination, known), nobody
    if workplaces is not None:
        jobs, silent = count_jobs(workplaces, places)
    stay = places.sum(flows.origin, known * flows.staying)
    unknown = places.sum(flows.origin, flows.count - known)
    missing = Reason.NO_DENOMINATOR if places.zones else Reason.NO_ZONES

    def share(measure: str, end: Codes) -> Series:
        whole = places.sum(end, known) * (places.zones > 0)
        return divide(measure, stay, whole, unknown, people=trips.persons(whole), empty=missing)

    people = trips.persons(residents)
    return (
        divide("jobs-housing-ratio", jobs, residents, silent, people=people),
        share("self-containment", flows.origin),
        share("self-sufficiency", flows.destination),
        tell("employed-residents", residents, nobody, people=people),
        tell("jobs", jobs, silent),
    )


def count_jobs(workplaces: Workplaces, places: Places) -> tuple[Numbers, Numbers]:
    """The jobs by place, and how many workplaces say nothing of theirs."""
    jobs = np.where(workplaces.jobs >= 0, workplaces.jobs, np.nan)
    return places.sum_known(workplaces.zone, jobs), places.sum(workplaces.zone, np.isnan(jobs).astype(float))


RESIDENTS, JOBS = Text("在业居民", "employed residents"), Text("就业岗位", "jobs")
STAYING = Text("在本区居住并就业者", "those who live and work in the zone")
ANALYSIS = Analysis(
    id="jobs-housing",
    title=Text("职住平衡", "Balance of jobs and homes"),
    about=Text(
        "各分区的职住比、就业自足率与岗位自给率。",
        "For each zone, jobs to employed residents, and the shares of its residents and of its jobs that "
        "stay.",
    ),
    how=Text(
        "职住比 = 岗位 ÷ 在业居民（Cervero 1989：0.8–1.2 为平衡）；居民自足率 = T_ii ÷ Σ_j T_ij；岗位自给"
        "率 = T_ii ÷ Σ_j T_ji（Cervero 1996）。全市行为各区留区者之和与全市之比。结果随分区大小而变（MAUP"
        f"）。{HOW.zh}",
        "Jobs-housing ratio = jobs / employed residents (Cervero 1989: 0.8 to 1.2 is balance); "
        "self-containment = T_ii / sum_j T_ij; self-sufficiency = T_ii / sum_j T_ji (Cervero 1996). The "
        "city's row divides all who stay in their zones by all. It depends on the size of the zones "
        f"(MAUP): quote it with the zoning. {HOW.en}",
    ),
    measures=(
        Measure(
            id="jobs-housing-ratio",
            title=Text("职住比", "Jobs-housing ratio"),
            unit="1",
            numerator=JOBS,
            denominator=RESIDENTS,
        ),
        Measure(
            id="self-containment",
            title=Text("居民就业自足率", "Self-containment"),
            unit="1",
            share=True,
            numerator=STAYING,
            denominator=RESIDENTS,
        ),
        Measure(
            id="self-sufficiency",
            title=Text("岗位自给率", "Self-sufficiency"),
            unit="1",
            share=True,
            numerator=STAYING,
            denominator=JOBS,
        ),
        Measure(id="employed-residents", title=Text("在业居民", "Employed residents"), unit="{count}"),
        Measure(id="jobs", title=Text("就业岗位", "Jobs"), unit="{count}"),
    ),
    run=measure_balance,
    example={"zoning": "admin-areas", "admin_level": 6},
)
