"""Which classes of roads are driven and walked on, and how fast where no speed is told, with the source."""

from dataclasses import dataclass

from spatial.citation import Citation, Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A class of roads: km/h by car, None where none may drive, whether it is walked on, and who says so."""

    driving: float | None
    walking: bool
    source: Citation


CARS = Citation(
    source="OSRM backend, profiles/car.lua",
    clause="speed_profile",
    confidence=Confidence.VERIFIED,
    seen="Project-OSRM/osrm-backend at 0012f45890a870d2ed04593c78be972a2e032747",
)
WALKERS = Citation(
    source="OSRM backend, profiles/foot.lua",
    clause="speed_profile: 5 km/h on every class listed, one-way streets both ways",
    confidence=Confidence.VERIFIED,
    seen="Project-OSRM/osrm-backend at 00c0b9ce4d45acad7d1dba18f48bda65cbd37814",
)
OURS = Citation(
    source="CIM twin",
    clause="cars as OSRM, 10 km/h (its default) where it has none; trunk roads and cycle ways are walked on",
    confidence=Confidence.RECALLED,
)
WALKING = 5.0
"""Kilometres per hour on foot, by WALKERS."""

RULES = {
    "motorway": Rule(driving=90, walking=False, source=CARS),
    "motorway_link": Rule(driving=75, walking=False, source=CARS),
    "trunk": Rule(driving=85, walking=True, source=OURS),
    "trunk_link": Rule(driving=70, walking=True, source=OURS),
    "primary": Rule(driving=65, walking=True, source=CARS),
    "primary_link": Rule(driving=60, walking=True, source=CARS),
    "secondary": Rule(driving=55, walking=True, source=CARS),
    "secondary_link": Rule(driving=50, walking=True, source=CARS),
    "tertiary": Rule(driving=40, walking=True, source=CARS),
    "tertiary_link": Rule(driving=30, walking=True, source=CARS),
    "unclassified": Rule(driving=25, walking=True, source=CARS),
    "residential": Rule(driving=25, walking=True, source=CARS),
    "living_street": Rule(driving=10, walking=True, source=CARS),
    "service": Rule(driving=15, walking=True, source=CARS),
    "road": Rule(driving=10, walking=True, source=OURS),
    "yes": Rule(driving=10, walking=True, source=OURS),
    "track": Rule(driving=None, walking=True, source=WALKERS),
    "pedestrian": Rule(driving=None, walking=True, source=WALKERS),
    "footway": Rule(driving=None, walking=True, source=WALKERS),
    "path": Rule(driving=None, walking=True, source=WALKERS),
    "steps": Rule(driving=None, walking=True, source=WALKERS),
    "cycleway": Rule(driving=None, walking=True, source=OURS),
    "bridleway": Rule(driving=None, walking=True, source=OURS),
    "platform": Rule(driving=None, walking=True, source=OURS),
}
NOT_BUILT = Rule(driving=None, walking=False, source=OURS)
"""What else a road may be: under construction, proposed, a thing beside the road."""
UNCLASSED = Rule(driving=10, walking=True, source=OURS)
"""A road of which no class is told at all."""


def find_rule(klass: str | None) -> Rule:
    """The rule of a class: of none told an unclassed road's, of an unknown word that of what is no road."""
    return UNCLASSED if klass is None else RULES.get(klass, NOT_BUILT)
