"""What is measured on a city object's body: its footprint, its heights, and what is wrong."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import numpy as np
from shapely.geometry.base import BaseGeometry

from spatial.cityobjects.rings import CROSSING, check_rings
from spatial.crs import Crs
from spatial.findings import Finding
from spatial.records import Issue, Severity, Solid
from spatial.solids import Face, choose_plan, draw_plans, find_lying, read_faces, unite_plans
from spatial.validity.bodies import check_bodies
from spatial.validity.mending import mend

COLLAPSED = "101 TOO_FEW_POINTS"
PLAN_ONLY = "0"


@dataclass(slots=True)
class Shape:
    """What was measured on an object's geometry: footprint, lowest and highest z, its levels of detail."""

    footprint: BaseGeometry | None = None
    low: float | None = None
    high: float | None = None
    lods: set[str] = field(default_factory=set)
    solid: Solid | None = None


@dataclass(slots=True)
class Case:
    """An object to be measured: its well-formed body (CityJSON 2.0.1 §3) and what is wrong with it so far."""

    body: dict[str, Any]
    found: list[Finding] = field(default_factory=list)


def measure(
    body: dict[str, Any], crs: Crs, found: Sequence[Finding] = (), repair: bool = False
) -> tuple[Shape, list[Finding]]:
    """The shape of one object and all that is wrong with it, of which `found` is known already."""
    case = Case(body, list(found))
    [shape] = measure_all([case], crs, repair)
    return shape, case.found


def measure_all(cases: Sequence[Case], crs: Crs, repair: bool = False) -> list[Shape]:
    """The shapes of many objects that lie in `crs`, empty where there is an error; faults are added to each.

    They are looked at together, for arrays of a few points cost as much as of thousands. With `repair` what
    can be mended is.
    """
    for case in cases if repair else ():
        case.body, done = mend(case.body, crs.unit)
        case.found += done
    faces = [read_faces(case.body, number) for number, case in enumerate(cases)]
    every = list(chain.from_iterable(faces))
    lying = find_lying(every, crs.unit)
    plans = [choose_plan(own, lying) for own in faces]
    deciding = {id(face) for plan in plans for face in plan}
    for owner, finding in check_rings(every, deciding, crs.unit):
        cases[owner].found.append(excuse(finding) if repair else finding)
    crossing = {
        number for number, case in enumerate(cases) if any(one.code == CROSSING for one in case.found)
    }
    sound = [face for face in every if face.owner not in crossing]
    for owner, finding in check_bodies([case.body["geometry"] for case in cases], sound, crs.unit):
        cases[owner].found.append(finding)
    good = [not is_bad(case.found) for case in cases]
    drawn = draw_plans([plan if fit else [] for plan, fit in zip(plans, good, strict=True)], crs.unit)
    return [
        _make_shape(case, own, footprint, crs) if fit else Shape()
        for case, own, footprint, fit in zip(cases, faces, drawn, good, strict=True)
    ]


def _make_shape(case: Case, faces: list[Face], footprint: BaseGeometry | None, crs: Crs) -> Shape:
    low, high = measure_heights(faces)
    if footprint is None:
        collapsed = any(finding.code == COLLAPSED for finding in case.found)
        severity = Severity.ERROR if collapsed else Severity.WARNING
        message = "The geometry covers nothing in plan."
        case.found.append(Finding(severity, "NO_FOOTPRINT", message, "geometry"))
    return Shape(
        footprint=footprint,
        low=low,
        high=high,
        lods={face.lod for face in faces if face.lod},
        solid=Solid(crs=crs.code, body=case.body),
    )


def excuse(finding: Finding) -> Finding:
    """A ring that crosses itself where the footprint depends on it: the plan is drawn from it, mended."""
    if finding.code != CROSSING or finding.severity is not Severity.ERROR:
        return finding
    message = "The ring crosses itself; the footprint was drawn from it as mended."
    return Finding(Severity.INFO, "REPAIRED_FOOTPRINT", message, finding.position)


def measure_heights(faces: Sequence[Face]) -> tuple[float | None, float | None]:
    """The lowest and the highest z of surfaces, else of lines, else of points.

    A plan of LoD 0, which may lie at any height, counts where it is all there is.
    """
    bodies = [face for face in faces if not (face.lod or "").startswith(PLAN_ONLY)] or faces
    dimension = max((face.dimension for face in bodies), default=0)
    bodies = [face for face in bodies if face.dimension == dimension]
    rings = [ring for face in bodies for ring in face.rings if len(ring)]
    if not rings:
        return None, None
    heights = np.concatenate(rings)[:, 2]
    return float(heights.min()), float(heights.max())


def unite(own: Shape, parts: Sequence[Shape], unit: float) -> Shape:
    """The shape of an object that has no footprint but in its parts: their union. `unit` is in metres."""
    plans = [part.footprint for part in parts if part.footprint is not None]
    lows = [shape.low for shape in (own, *parts) if shape.low is not None]
    highs = [shape.high for shape in (own, *parts) if shape.high is not None]
    return Shape(
        footprint=unite_plans(plans, unit),
        low=min(lows, default=None),
        high=max(highs, default=None),
        lods=set().union(own.lods, *(part.lods for part in parts)),
        solid=own.solid,
    )


def is_bad(findings: Iterable[Finding | Issue]) -> bool:
    """Whether one of the findings keeps its object out."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def tell(code: str, findings: Sequence[Finding]) -> Iterator[Issue]:
    """One issue for each kind of finding of an object, at its first position, telling how often it occurs."""
    groups: dict[tuple[Severity, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.severity, finding.code].append(finding)
    for first, *others in groups.values():
        more = f" (and {len(others)} more like it)" if others else ""
        yield Issue(
            severity=first.severity,
            code=first.code,
            message=first.message + more,
            object=code,
            position=first.position,
        )
