"""What the objects of an export have in common: the grid they lie on, the loads they come from."""

import orjson
from django.conf import settings
from django.contrib.gis.db.models import Extent

from spatial.cityjson.grid import Grid, choose_crs, draw_grid
from spatial.crs import parse
from twin.export.selection import Selection
from twin.export.sketches import Sketch

NONE = b"null"


class Survey:
    """Notices every object that is planned, then says on which grid they go out."""

    def __init__(self) -> None:
        self.systems: set[str] = set()
        self.transforms: set[bytes] = set()
        self.loads: set[int] = set()

    def notice(self, one: Sketch) -> None:
        """Take an object into account."""
        self.loads.add(one.load)
        if one.crs is not None:
            self.systems.add(one.crs)
            if len(self.transforms) < 2:
                self.transforms.add(one.transform or NONE)

    def choose_grid(self, selection: Selection) -> Grid:
        """The grid of the bodies where they share one, else one of a millimetre about their corner."""
        crs = choose_crs(self.systems, own_crs())
        here = {parse(code).horizontal for code in self.systems} == {parse(crs).horizontal}
        if here and len(self.transforms) == 1 and NONE not in self.transforms:
            [transform] = self.transforms
            return Grid(crs, orjson.loads(transform))
        return draw_grid(crs, find_corner(selection), own_crs())


def own_crs() -> str:
    """The twin's storage CRS with its heights, as one code."""
    heights = settings.TWIN_HEIGHTS
    return f"{settings.TWIN_CRS}+{heights}" if heights else f"EPSG:{settings.TWIN_CRS}"


def find_corner(selection: Selection) -> tuple[float, float]:
    """The least x and y of the selection's footprints, in the storage CRS."""
    found = [selection.rows(layer).aggregate(box=Extent("footprint"))["box"] for layer in selection.layers]
    boxes = [box for box in found if box]
    return min((box[0] for box in boxes), default=0.0), min((box[1] for box in boxes), default=0.0)
