"""The kinds of hazard a zone can be of, and what can be known of one at a place."""

from enum import StrEnum

from spatial.records import HazardZone, Issue, Severity
from spatial.text import Text


class Exposure(StrEnum):
    """What is known of a hazard at a place: what nobody modelled is never called safe."""

    EXPOSED = "exposed"
    MODELLED = "modelled-not-exposed"
    UNMODELLED = "not-modelled"


HAZARDS = {
    "flood": Text("洪水", "Flood"),
    "waterlogging": Text("内涝", "Waterlogging"),
    "landslide": Text("滑坡", "Landslide"),
    "other": Text("其他灾害", "Other hazard"),
}


def check_hazard(record: HazardZone) -> list[Issue]:
    """What is wrong with a zone: a hazard of no known kind, a rank below 1, depths the wrong way round."""
    wrong = []
    if record.hazard not in HAZARDS:
        known = ", ".join(HAZARDS)
        wrong.append(("UNKNOWN_HAZARD", f"“{record.hazard}” is no kind of hazard; give one of {known}."))
    if record.rank is not None and record.rank < 1:
        wrong.append(("RANK_BELOW_ONE", f"Rank {record.rank} is below 1, the least; count grades from 1."))
    depths = record.depth_from, record.depth_to
    if depths[0] is not None and depths[1] is not None and depths[0] > depths[1]:
        message = f"Its water is {depths[0]} to {depths[1]} m deep; give the lesser depth first."
        wrong.append(("DEPTHS_REVERSED", message))
    return [
        Issue(severity=Severity.ERROR, code=code, message=message, object=record.code)
        for code, message in wrong
    ]
