"""A planted outcome: two zones and a cell without figure, a protected one, shares, parts and flows."""

from typing import Any

import numpy as np

from spatial.analysis import Analysis, Flows, Measure, Reason, Series
from spatial.figures import tell
from spatial.text import Text
from tests.columns import numbers
from twin.runner.outcome import write_outcome
from twin.runner.zone import Zone, Zoning

NAN = float("nan")
ZONES = (
    Zone(id=1, code="w", name="West"),
    Zone(id=2, code="e", name="=1+1"),
    Zone(id=3, code="n", name="North"),
    Zone(id=4, code="s", name="South"),
)
ANALYSIS = Analysis(
    id="planted",
    title=Text("样例", "Planted"),
    about=Text("样例", "Planted"),
    how=Text("相除", "One divided by the other"),
    measures=(
        Measure(
            id="rate",
            title=Text("比例", "Rate"),
            unit="1",
            share=True,
            numerator=Text("甲", "one"),
            denominator=Text("乙", "other"),
        ),
        Measure(
            id="homes",
            title=Text("住房", "Homes"),
            unit="{count}",
            parts={"old": Text("旧", "old"), "new": Text("新", "new")},
        ),
        Measure(id="commuters", title=Text("通勤", "Commuters"), unit="{person}"),
        Measure(id="reached", title=Text("可达", "Reached"), unit="min"),
    ),
    run=lambda: (),
)
SHAPES: dict[Any, dict[str, Any]] = {
    zone: {
        "type": "Polygon",
        "coordinates": [[[at, 30.0], [at + 1.0, 30.0], [at + 1.0, 31.0], [at, 31.0], [at, 30.0]]],
    }
    for zone, at in ((1, 120.0), (2, 121.0), (3, 122.0))
}


class Placed(Zoning):
    """A zoning that knows where its zones are without a database."""

    def locate(self) -> list[tuple[Any, ...]]:
        """A point for each zone."""
        return [(0.0, 0.0, 1.0, 120.5 + at, 30.5) for at in range(len(self.zones))]


def plant_outcome(moved: float = 0.0, flows: bool = True, hidden: bool = True) -> dict[str, Any]:
    """The outcome; `moved` is added to the rate of the first zone and of the city."""
    rate = numbers(0.25 + moved, 0.5, NAN if hidden else 0.2, NAN, NAN, 0.3 + moved)
    protected = Reason.PROTECTED if hidden else None
    missing = Reason.NO_DENOMINATOR
    found: list[Series | Flows] = [
        Series(
            measure="rate",
            value=rate,
            unknown=numbers(1, 0, NAN if hidden else 0, 2, 0, 3),
            numerator=rate * 40,
            denominator=np.where(np.isnan(rate), np.nan, 40.0),
            reasons=(None, None, protected, missing, missing, None),
        ),
        tell("homes", numbers(3, 4, 5, 0, 0, 12), numbers(0, 0, 0, 0, 0, 0), part="old"),
        tell("homes", numbers(30, 40, 50, 0, 0, 120), numbers(0, 0, 0, 0, 0, 0), part="new"),
    ]
    if flows:
        found.append(
            Flows(
                measure="commuters",
                origin=np.array([0, 1, 0, -1], dtype=np.int32),
                destination=np.array([1, 0, 0, 1], dtype=np.int32),
                count=numbers(100, 40, 70, 12),
                people=True,
                hidden=2,
            )
        )
    zoning = Placed(id="admin-areas/6", zones=ZONES, kind="adminarea")
    return {
        **write_outcome(
            ANALYSIS, {"zoning": "admin-areas", "admin_level": 6, "as_of": None}, tuple(found), zoning
        ),
        "recorded": "2026-01-02T03:04:05+00:00",
        "sources": [{"dataset": "made", "loaded": "2024-05-01T00:00:00+00:00"}],
    }


def plant_found() -> dict[str, Any]:
    """The outcome with two places that were found: an area and a point."""
    square = {"type": "Polygon", "coordinates": [[[120, 30], [121, 30], [121, 31], [120, 31], [120, 30]]]}
    spot = {"type": "Point", "coordinates": [120.5, 30.5]}
    return {
        **plant_outcome(),
        "shapes": {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "geometry": geometry,
                    "properties": {"measure": "reached", "name": name, "value": value, "reason": reason},
                }
                for geometry, name, value, reason in (
                    (square, "10 min", 10, None),
                    (spot, "=here", 2.5, None),
                    (spot, "few", None, "protected"),
                )
            ],
        },
    }
