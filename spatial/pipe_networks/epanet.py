"""EPANET's models of water supply: every node and link in metric units, nothing of the text lost.

An elevation of a junction is taken as that of the ground, which is what modellers give there (EPANET only
compares it with heads); how deep the pipe lies is not in the file and stays unknown. A tank's elevation is
its bottom. Heads of reservoirs are levels of water, so nothing is said of the ground there.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from spatial.errors import RefusedError
from spatial.format import Asked
from spatial.pipe_networks.columns import Column, convert, read_number, read_values
from spatial.pipe_networks.engine import try_model
from spatial.pipe_networks.inp import Dialect, read_inp
from spatial.pipe_networks.keeping import Keeping
from spatial.pipe_networks.model import ELEVATION, Model, Part
from spatial.pipe_networks.plan import Plan
from spatial.pipe_networks.units import FLOWS, Units
from spatial.records import CityObject, Issue, Link, Node, Severity

NETWORK = "JS"
USUAL = "GPM"
DIALECT = Dialect(
    program="EPANET",
    sections=(
        *(
            "TITLE",
            "OPTIONS",
            "TIMES",
            "REPORT",
            "JUNCTIONS",
            "RESERVOIRS",
            "TANKS",
            "PIPES",
            "PUMPS",
            "VALVES",
        ),
        *("TAGS", "DEMANDS", "STATUS", "PATTERNS", "CURVES", "CONTROLS", "RULES", "ENERGY", "EMITTERS"),
        *("LEAKAGE", "QUALITY", "SOURCES", "REACTIONS", "ROUGHNESS", "MIXING", "COORDINATES", "VERTICES"),
        *("LABELS", "BACKDROP"),
    ),
    owned={
        "node": (
            *("JUNCTIONS", "RESERVOIRS", "TANKS", "DEMANDS", "EMITTERS", "QUALITY", "SOURCES", "MIXING"),
            "COORDINATES",
        ),
        "link": ("PIPES", "PUMPS", "VALVES", "STATUS", "LEAKAGE", "VERTICES"),
    },
    drawn={"node": "COORDINATES", "link": "VERTICES"},
    tags={"NODE": "node", "LINK": "link"},
)
ENDS = (Column("start"), Column("end"))
NODES = {
    "JUNCTIONS": (
        Column("elevation_m", "length", needed=False),
        Column("demand_m3_per_s", "flow", needed=False),
        Column("pattern", needed=False),
    ),
    "RESERVOIRS": (Column("head_m", "length"), Column("pattern", needed=False)),
    "TANKS": (
        *(
            Column(f"{name}_m", "length")
            for name in ("elevation", "initial_level", "least_level", "highest_level")
        ),
        Column("diameter_m", "length"),
        Column("least_volume_m3", "volume", needed=False),
        *(Column(name, needed=False) for name in ("volume_curve", "overflow")),
    ),
}
LINKS = {
    "PIPES": (
        *ENDS,
        Column("length_m", "length"),
        Column("diameter", "diameter"),
        Column("roughness", "number"),
        *(Column(name, needed=False) for name in ("minor_loss", "initial_status")),
    ),
    "PUMPS": ENDS,
    "VALVES": (
        *ENDS,
        Column("diameter", "diameter"),
        Column("type"),
        Column("setting"),
        Column("minor_loss", "number", needed=False),
    ),
}
COLUMNS = {"node": NODES, "link": LINKS}
ALL = NODES | LINKS
FIELDS = {"start", "end", "diameter"}
# What the setting of a valve of each type is; that of a general purpose valve (GPV) names a curve.
SETTINGS = {
    **dict.fromkeys(("PRV", "PSV", "PBV"), "pressure"),
    **dict.fromkeys(("TCV", "PCV"), "number"),
    "FCV": "flow",
}
SETTING_NAMES = {"pressure": "setting_m", "flow": "setting_m3_per_s", "number": "setting_figure"}


class Supply:
    """The records of one model."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.darcy = (model.inp.option("HEADLOSS") or "").upper() == "D-W"

    def tell(self, part: Part, keeping: Keeping) -> Iterator[CityObject | Issue]:
        """An object as a record, its findings before it."""
        yield from self._tell_node(part, keeping) if part.kind == "node" else self._tell_link(part, keeping)

    def _tell_node(self, part: Part, keeping: Keeping) -> Iterator[Node | Issue]:
        point = self.model.plan.draw_point(part.code)
        if point is None:
            yield part.tell("GEOMETRY_MISSING", "It has no coordinates; add them to [COORDINATES].")
        height = self.model.height_of(part)
        is_bottom = part.section == "TANKS"
        yield Node(
            code=part.code,
            footprint=point,
            function=part.name,
            network=NETWORK,
            ground=None if is_bottom else height,
            invert=height if is_bottom else None,
            attributes={
                **{name: value for name, value in part.values.items() if name != ELEVATION},
                **keeping.lines_of("node", part.code, point is not None),
            },
        )

    def _tell_link(self, part: Part, keeping: Keeping) -> Iterator[Link | Issue]:
        start, end, *_ = part.words[1:]
        line, found = self.model.draw_link(part, start, end)
        yield from found
        yield Link(
            code=part.code,
            footprint=line,
            function=part.name,
            network=NETWORK,
            start=start,
            end=end,
            diameter=part.values.get("diameter"),
            attributes={**self._interpret(part), **keeping.lines_of("link", part.code, line is not None)},
        )

    def _interpret(self, part: Part) -> dict[str, Any]:
        """The values that are no field of a link; of some the meaning hangs on others."""
        values = {name: value for name, value in part.values.items() if name not in FIELDS}
        if part.section == "PUMPS":
            return {"runs_by": " ".join(part.words[3:])}
        if part.section == "VALVES":
            quantity = SETTINGS.get(values["type"].upper(), "")
            figure = read_number(values["setting"], self.model.units.factor(quantity)) if quantity else None
            return values if figure is None else {**values, SETTING_NAMES[quantity]: figure}
        if self.darcy:
            values["roughness_mm"] = convert(values.pop("roughness"), self.model.units.factor("roughness"))
        if (loss := read_number(values.get("minor_loss", "0"))) is None:
            values["initial_status"] = values["minor_loss"]
        return {**values, "minor_loss": loss or 0.0}


def open_model(path: Path, asked: Asked) -> Model:
    """Read a file. Raises RefusedError where it holds no network, or tells its units by an unknown word."""
    inp = read_inp(path, DIALECT)
    if not inp.ended:
        raise RefusedError(
            f"{path.name} does not end with [END], so it may have been cut; fetch it again or add it."
        )
    flow = (inp.option("UNITS") or USUAL).upper()
    if flow not in FLOWS:
        raise RefusedError(f"{path.name}: “{flow[:20]}” is no unit of flow; EPANET knows {', '.join(FLOWS)}.")
    units, plan = Units(flow), Plan(inp, DIALECT, asked)
    plan.points = plan.read_points("COORDINATES")
    plan.read_courses("VERTICES")
    model = Model(DIALECT, inp, units, plan)
    for kind, sections in COLUMNS.items():
        model.add(kind, tuple(sections), lambda section, words: read_values(words[1:], ALL[section], units))
    if not model.parts:
        raise RefusedError(f"{path.name} holds no node and no link; check that it is the right file.")
    model.settle()
    return model


def read_model(path: Path, asked: Asked) -> Iterator[CityObject | Issue]:
    """Every record of a file with its findings; last, where all rows are sound, whether EPANET can run it."""
    model = open_model(path, asked)
    sound = True
    for item in model.read(Supply(model).tell):
        sound &= not (isinstance(item, Issue) and item.severity is Severity.ERROR)
        yield item
    if sound:
        yield from try_model(model.inp.text)
