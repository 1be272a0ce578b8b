"""How good a load's data is: what was found by aspect, how complete it is, and one score of both."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from spatial.citation import Citation, Confidence
from spatial.records import Issue, Severity
from spatial.text import Text


class Aspect(StrEnum):
    """What a check looks at."""

    GEOMETRY_3D = "geometry-3d"
    GEOMETRY_2D = "geometry-2d"
    IDENTITY = "identity"
    ATTRIBUTES = "attributes"
    CODES = "codes"
    TOPOLOGY = "topology"
    HEIGHTS = "heights"
    COMPLETENESS = "completeness"


TITLES = {
    Aspect.GEOMETRY_3D: Text("三维几何有效性", "3D geometry"),
    Aspect.GEOMETRY_2D: Text("平面几何有效性", "Plan geometry"),
    Aspect.IDENTITY: Text("标识与重复", "Ids and duplicates"),
    Aspect.ATTRIBUTES: Text("属性值", "Attribute values"),
    Aspect.CODES: Text("代码表", "Code lists"),
    Aspect.TOPOLOGY: Text("网络拓扑", "Network topology"),
    Aspect.HEIGHTS: Text("高程", "Heights"),
    Aspect.COMPLETENESS: Text("完整性", "Completeness"),
}
# The first pattern a code matches says what it is about; a code that matches none concerns the file.
PATTERNS = (
    (
        Aspect.GEOMETRY_3D,
        r"\d{3} |RING_CLOSED|VERTEX_|WRONG_NESTING|SEMANTICS_|TEMPLATE_|APPEARANCE_|LOD_|INDEX_",
    ),
    (Aspect.HEIGHTS, r"FLOATING|SUNKEN|GROUND_|HEIGHTS?_|DEPTH_|ELEVATION_|LINK_ABOVE|LINK_BELOW"),
    (
        Aspect.TOPOLOGY,
        r"LINK_(?!NOT|BROKEN)|NODES?_|DANGLING|REVERSED_|DUPLICATE_LINK|SEPARATE_|WRONG_DEGREE|ZERO_LENGTH"
        r"|TOPOLOGY_|END_UNKNOWN",
    ),
    (Aspect.IDENTITY, r"DUPLICATE_|SAME_|KEY_|NO_PARENT|PARENT_|CODE_TWICE"),
    (Aspect.CODES, r"UNKNOWN_|CODE_|RANK_UNKNOWN|NETWORK_UNKNOWN"),
    (Aspect.GEOMETRY_2D, r".*(?:GEOMETRY|FOOTPRINT|RING|POINTS|COORDINATE|OUTLINE)"),
    (Aspect.ATTRIBUTES, r"VALUE_|ATTRIBUTE_|NOT_A_|MIXED_TYPES|RANK_|DEPTHS_|NO_TAGS|FEATURE_|OBJECT_"),
)
# Of the object's rows that a finding concerns, a warning's count half.
WEIGHTS = {Severity.ERROR: 1.0, Severity.WARNING: 0.5, Severity.INFO: 0.0}


@dataclass(frozen=True, slots=True)
class Expected:
    """The fields that objects of a kind should have, and who says so; `a|b` is met by either."""

    fields: tuple[str, ...]
    source: Citation


OURS = Citation(source="CIM twin", clause="", confidence=Confidence.RECALLED)
SURVEY = Citation(
    source="CJJ 61-2017 城市地下管线探测技术规程",
    clause="3.0.2",
    confidence=Confidence.VERIFIED,
    seen="github.com/BdJmLtd/BdJmLtd.github.io",
)
EXPECTED: Mapping[str, Expected] = {
    "building": Expected(("height", "storeys", "year", "function|usage|klass"), OURS),
    "road": Expected(("name|ref", "klass|function"), OURS),
    "landuse": Expected(("klass|function|usage",), OURS),
    "planningzone": Expected(("klass|function",), OURS),
    "address": Expected(("street",), OURS),
    "component": Expected(("storey", "klass"), OURS),
    "link": Expected(
        ("klass", "diameter|width", "material", "burial", "start_z", "end_z", "owner", "year"), SURVEY
    ),
    "node": Expected(("klass|function", "ground", "invert|depth", "owner", "year"), SURVEY),
    "hazardzone": Expected(("scenario", "rank"), OURS),
}


@dataclass(slots=True)
class Tally:
    """How often a finding was made, and the first of its kind."""

    first: Issue
    number: int = 0


@dataclass(frozen=True, slots=True)
class Fill:
    """How many rows of a kind have a field filled; `expected` that they should."""

    kind: str
    field: str
    filled: int
    rows: int
    expected: bool


def aspect_of(code: str) -> Aspect | None:
    """What a finding of that code is about; None where it is about the file."""
    return next((aspect for aspect, pattern in PATTERNS if re.match(pattern, code)), None)


def assess(
    tallies: Sequence[Tally], rows: Mapping[str, int], fills: Sequence[Fill], aspects: set[Aspect]
) -> Any:
    """The report as plain JSON: `aspects` are those that were looked at, `rows` the rows read by kind.

    An aspect's score is the share of rows without a finding (a warning counts half) times 100, completeness
    the share of expected fields that are filled; the whole score is their mean, None where there are no rows.
    """
    total = sum(rows.values())
    scores = {aspect: score(aspect, tallies, total) for aspect in Aspect if aspect in aspects and total}
    wanted = [fill for fill in fills if fill.expected and fill.rows]
    if wanted:
        scores[Aspect.COMPLETENESS] = 100 * sum(fill.filled / fill.rows for fill in wanted) / len(wanted)
    return {
        "score": round(sum(scores.values()) / len(scores)) if scores else None,
        "rows": dict(rows),
        "aspects": [
            {
                "id": aspect,
                "score": round(scores[aspect], 1),
                "findings": sum(one.number for one in tallies if aspect_of(one.first.code) is aspect),
            }
            for aspect in scores
        ],
        "findings": [
            {
                "severity": one.first.severity,
                "code": one.first.code,
                "aspect": aspect_of(one.first.code),
                "number": one.number,
                "object": one.first.object,
                "position": one.first.position,
                "message": one.first.message,
            }
            for one in sorted(
                tallies, key=lambda one: (list(Severity).index(one.first.severity), -one.number)
            )
        ],
        "completeness": [
            {
                "kind": one.kind,
                "field": one.field,
                "filled": one.filled,
                "rows": one.rows,
                "expected": one.expected,
            }
            for one in fills
        ],
    }


def score(aspect: Aspect, tallies: Sequence[Tally], total: int) -> float:
    """The share of rows without a finding of the aspect, as 0 to 100."""
    found = [one for one in tallies if aspect_of(one.first.code) is aspect]
    weight = sum(WEIGHTS[one.first.severity] * one.number for one in found)
    return 100 * (1 - min(1.0, weight / total))
