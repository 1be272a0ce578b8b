"""Implicit geometry: a model told once and put in many places, as a tree or a lamp (CityGML 2.0 §8.2)."""

from dataclasses import dataclass
from typing import Any

from spatial.citygml.curves import find_points
from spatial.citygml.frame import Frame, Place, WrongGeometryError
from spatial.citygml.geometry import Geometries
from spatial.citygml.links import Links
from spatial.citygml.names import Element, name_of
from spatial.citygml.points import Point, read_numbers
from spatial.format import Asked

SIZE = 16
WORDS = ("mimeType", "libraryObject")


@dataclass(frozen=True, slots=True)
class Model:
    """Where a model stands: `anchor`, `matrix` by rows in the order x, y, z, the numbers of its `templates`.

    `told` is what the file says of it beside its geometry.
    """

    anchor: Point
    matrix: list[float] | None
    templates: list[int]
    told: dict[str, Any]


class Models:
    """Collects the models one object uses, in coordinates of their own."""

    def __init__(self, frame: Frame, links: Links) -> None:
        self.frame, self.links = frame, links
        self.local = Geometries(Frame(None, 3, frame.version, Asked()), links)

    def read(self, element: Element, lod: str | None, place: Place) -> Model:
        """The model an ImplicitGeometry puts in its place. Raises WrongGeometryError for one without."""
        parts = {name_of(child.tag).local: child for child in element.iterchildren("*")}
        place = self.frame.enter(element, place)
        stands = parts.get("referencePoint")
        points = [] if stands is None else list(find_points(stands, self.frame, place, self.links))
        if len(points) != 1:
            message = "An implicit geometry needs one reference point."
            raise WrongGeometryError("ANCHOR_MISSING", message, element.sourceline)
        matrix = None
        if "transformationMatrix" in parts:
            matrix = read_numbers(parts["transformationMatrix"])
            if len(matrix) != SIZE:
                message = f"A transformation matrix has {SIZE} numbers, this one has {len(matrix)}."
                raise WrongGeometryError("TEMPLATE_MATRIX", message, element.sourceline)
        first = len(self.local.geometry)
        if "relativeGMLGeometry" in parts:
            self.local.read(parts["relativeGMLGeometry"], lod or "0", self.local.frame.place)
        words = {name: (parts[name].text or "").strip() for name in WORDS if name in parts}
        told = {"lod": lod, **words, "transformationMatrix": matrix}
        return Model(
            anchor=points[0],
            matrix=[*matrix[4:8], *matrix[:4], *matrix[8:]] if matrix and place.turned else matrix,
            templates=list(range(first, len(self.local.geometry))),
            told={name: value for name, value in told.items() if value is not None},
        )

    @property
    def templates(self) -> dict[str, Any]:
        """The models as a body holds them; nothing where there are none."""
        if not self.local.geometry:
            return {}
        return {"templates": self.local.geometry, "vertices-templates": self.local.vertices}
