"""SWMM's models of drainage: every node, link, subcatchment and rain gage, nothing of the text lost.

A junction's greatest depth is that from the ground to its invert; 0 means that SWMM finds one itself, and so
that it is unknown. Offsets of links become elevations of their inverts.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from spatial.errors import RefusedError
from spatial.format import Asked
from spatial.geometry import repair
from spatial.pipe_networks.columns import convert
from spatial.pipe_networks.inp import Inp, read_inp
from spatial.pipe_networks.keeping import Keeping
from spatial.pipe_networks.model import ELEVATION, Model, Part
from spatial.pipe_networks.plan import Plan
from spatial.pipe_networks.swmm_lines import Reader, make_reader
from spatial.pipe_networks.swmm_sections import DIALECT, OBJECTS
from spatial.pipe_networks.units import Units
from spatial.records import CityObject, Generic, Issue, Link, Node, Severity, VerticalKind

NETWORK = "PS"
USUAL = "CFS"
KNOWN = ("CFS", "GPM", "MGD", "CMS", "LPS", "MLD")
ROUND = {"CIRCULAR", "FORCE_MAIN", "FILLED_CIRCULAR"}
# Shapes whose second figure is their greatest width (SWMM 5.2 manual, table D-1).
WIDE = {
    *("RECT_CLOSED", "RECT_OPEN", "TRIANGULAR", "HORIZ_ELLIPSE", "VERT_ELLIPSE", "ARCH", "PARABOLIC"),
    *("POWER", "RECT_TRIANGULAR", "RECT_ROUND"),
}
NEEDS_SECTION = ("CONDUITS", "ORIFICES", "WEIRS")
OFFSETS = {
    "CONDUITS": ("offset_upstream_m", "offset_downstream_m"),
    "ORIFICES": ("offset_m", ""),
    "OUTLETS": ("offset_m", ""),
    "WEIRS": ("height_crest_m", ""),
}
TOLD = {ELEVATION, "depth_max_m", *(name for names in OFFSETS.values() for name in names)}


class Drainage:
    """The records of one model, whose lines are read by `reader`."""

    def __init__(self, model: Model, reader: Reader) -> None:
        self.model, self.reader = model, reader
        self.klass = infer_class(model)
        self.by_elevation = (model.inp.option("LINK_OFFSETS") or "").upper() == "ELEVATION"
        self.inverts = {part.code: model.height_of(part) for part in model.of("node")}
        self.sections = {
            model.dialect.key(words[0]): (line, words) for _, line, words in model.inp.rows("XSECTIONS")
        }

    def tell(self, part: Part, keeping: Keeping) -> Iterator[CityObject | Issue]:
        """An object as a record, its findings before it."""
        told = {"node": self._tell_node, "link": self._tell_link, "subcatchment": self._tell_area}
        yield from told.get(part.kind, self._tell_gage)(part, keeping)

    def _tell_node(self, part: Part, keeping: Keeping) -> Iterator[CityObject | Issue]:
        point = self.model.plan.draw_point(part.code)
        if point is None:
            yield part.tell("GEOMETRY_MISSING", "It has no coordinates; add them to [COORDINATES].")
        invert, depth = self.inverts[part.code], part.values.get("depth_max_m") or None
        yield Node(
            code=part.code,
            footprint=point,
            klass=self.klass,
            function=part.name,
            network=NETWORK,
            invert=invert,
            depth=depth,
            ground=None if invert is None or depth is None else round(invert + depth, 6),
            attributes=self._keep(part, keeping, point is not None),
        )

    def _tell_link(self, part: Part, keeping: Keeping) -> Iterator[CityObject | Issue]:
        start, end = (self.model.spell(code) for code in part.words[1:3])
        line, found = self.model.draw_link(part, start, end)
        yield from found
        shape = self._read_section(part)
        if isinstance(shape, Issue):
            yield shape
            return
        if not shape and part.section in NEEDS_SECTION:
            message = "It has no cross-section, so SWMM will not run the model; add it to [XSECTIONS]."
            yield part.tell("SECTION_MISSING", message)
        levels = [
            self._level(part, name, node)
            for name, node in zip(OFFSETS.get(part.section, ("", "")), (start, end), strict=True)
        ]
        diameter, width, height = measure_section(shape, self.model.units)
        yield Link(
            code=part.code,
            footprint=line,
            klass=self.klass,
            function=part.name,
            network=NETWORK,
            start=start,
            end=end,
            diameter=diameter,
            width=width,
            height=height,
            vertical=VerticalKind.ELEVATION if any(one is not None for one in levels) else None,
            start_z=levels[0],
            end_z=levels[1],
            attributes={
                **{name: shape[name] for name in ("shape", "n_barrels") if name in shape},
                **self._keep(part, keeping, line is not None),
            },
        )

    def _tell_area(self, part: Part, keeping: Keeping) -> Iterator[CityObject | Issue]:
        course = self.model.plan.courses["POLYGONS"].get(self.model.dialect.key(part.code), [])
        area = shapely.Polygon(course) if len(set(course)) > 2 else None
        if area is None:
            yield part.tell("GEOMETRY_MISSING", "It has no polygon; add its corners to [POLYGONS].")
        [mended], wrong = repair(np.array([area], dtype=object))
        if wrong:
            yield part.tell("POLYGON_MENDED", f"Its polygon is not valid ({wrong[0]}); it was mended.")
        is_same = area is not None and not wrong and len(area.exterior.coords) == len(course) + 1
        yield self._tell_other(part, mended, self._keep(part, keeping, is_same))

    def _tell_gage(self, part: Part, keeping: Keeping) -> Iterator[CityObject | Issue]:
        spot = self.model.plan.others.get(self.model.dialect.key(part.code))
        point = None if spot is None else shapely.Point(spot)
        yield self._tell_other(part, point, self._keep(part, keeping, point is not None))

    def _tell_other(self, part: Part, shape: Any, attributes: dict[str, Any]) -> Generic:
        """What is neither node nor link."""
        return Generic(
            code=part.id,
            footprint=shape,
            name=part.code,
            klass=part.kind,
            attributes=attributes,
        )

    def _keep(self, part: Part, keeping: Keeping, drawn: bool) -> dict[str, Any]:
        values = {name: value for name, value in part.values.items() if name not in TOLD}
        return {**values, **keeping.lines_of(part.kind, part.code, drawn)}

    def _level(self, part: Part, name: str, node: str) -> float | None:
        """The elevation of a link's invert where it meets a node; “*” is that of the node itself."""
        invert, offset = self.inverts.get(node), part.values.get(name)
        if offset is None or (invert is None and (isinstance(offset, str) or not self.by_elevation)):
            return None
        if isinstance(offset, str):
            return invert
        return offset if self.by_elevation or invert is None else round(invert + offset, 6)

    def _read_section(self, part: Part) -> dict[str, Any] | Issue:
        """The cross-section of a link; empty where it has none."""
        key = self.model.dialect.key(part.code)
        if key not in self.sections:
            return {}
        line, words = self.sections[key]
        values = self.reader("XSECTIONS", words)
        if isinstance(values, str):
            return line.refuse("VALUE_NOT_UNDERSTOOD", f"[XSECTIONS] {values}", part.code)
        return values


def measure_section(shape: dict[str, Any], units: Units) -> tuple[float | None, ...]:
    """Diameter, width and height of a cross-section in millimetres, None where there is none or unknown."""
    factor = units.factor("section")
    told = [shape.get(name) or 0.0 for name in ("height", "parameter_2")]
    height, width = (convert(figure, factor) if figure > 0 else None for figure in told)
    if shape.get("shape") in ROUND:
        return height, None, None
    return None, width if shape.get("shape") in WIDE else None, height


def infer_class(model: Model) -> str | None:
    """The sub-class of CJJ 61 that what flows in tells: rain (YS), sewage (WS) or both (HS)."""
    rain = any(True for _ in model.inp.rows("SUBCATCHMENTS"))
    sewage = any(True for _ in model.inp.rows("DWF"))
    return {(True, False): "YS", (False, True): "WS", (True, True): "HS"}.get((rain, sewage))


def list_files(inp: Inp) -> Iterator[Issue]:
    """The files beside this one that a run of the model needs."""
    for section, line, words in inp.rows("RAINGAGES", "TIMESERIES", "TEMPERATURE", "FILES"):
        capitals = [word.upper() for word in words]
        mark = "USE" if section == "FILES" else "FILE"
        place = capitals.index(mark) + (2 if section == "FILES" else 1) if mark in capitals else len(words)
        if place < len(words):
            message = f"To run the model the file “{words[place]}” is needed too; it is not part of this one."
            yield Issue(severity=Severity.INFO, code="FILE_NEEDED", message=message, position=line.position)


def open_model(path: Path, asked: Asked) -> tuple[Model, Reader]:
    """Read a file. Raises RefusedError where it was cut, holds no network, or its units are unknown."""
    inp = read_inp(path, DIALECT)
    if not inp.text.endswith("\n"):
        raise RefusedError(f"{path.name} ends within a line, so it may have been cut; fetch it again.")
    flow = (inp.option("FLOW_UNITS") or USUAL).upper()
    if flow not in KNOWN:
        raise RefusedError(f"{path.name}: “{flow[:20]}” is no unit of flow; SWMM knows {', '.join(KNOWN)}.")
    units, plan = Units(flow), Plan(inp, DIALECT, asked)
    plan.points, plan.others = plan.read_points("COORDINATES"), plan.read_points("SYMBOLS")
    for section in ("VERTICES", "POLYGONS"):
        plan.read_courses(section)
    model, reader = Model(DIALECT, inp, units, plan), make_reader(units)
    for kind, sections in OBJECTS.items():
        model.add(kind, sections, reader)
    if not model.parts:
        raise RefusedError(f"{path.name} holds no node and no link; check that it is the right file.")
    model.settle()
    return model, reader


def read_model(path: Path, asked: Asked) -> Iterator[CityObject | Issue]:
    """Every record of a file with its findings."""
    model, reader = open_model(path, asked)
    drainage = Drainage(model, reader)
    yield from list_files(model.inp)
    if drainage.klass:
        message = f"Its sub-class is taken as {drainage.klass} from what flows in: rain, sewage or both."
        yield Issue(severity=Severity.INFO, code="CLASS_INFERRED", message=message)
    yield from model.read(drainage.tell)
