"""The streets as graphs, built of the layer of roads and kept in this process until the layer changes."""

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from django.conf import settings
from django.db.models import F, TextField
from django.db.models.expressions import RawSQL

from twin import access
from twin.models import Revision
from twin.runner.statements import Ground

if TYPE_CHECKING:
    from spatial.routing.city import CityStreets

ROADS = "roads"
TOLD = {
    "line": RawSQL("ST_AsBinary(ST_Transform(footprint, %s))", (settings.TWIN_CRS,)),
    "direction": RawSQL("coalesce(attributes ->> 'oneway', oneway::text)", (), TextField()),
    "junction": RawSQL("attributes ->> 'junction'", (), TextField()),
    "named": F("klass"),
    "speed": F("maxspeed"),
    "height": F("level"),
}
kept: dict[tuple[Any, ...], "CityStreets"] = {}
"""The streets built last."""


def gather_streets(columns: type[Any], ground: Ground) -> "CityStreets | None":
    """The streets the viewer may see at the ground's times, built once for each version of the layer.

    None where there are none.
    """
    version = Revision.objects.filter(kind="road").values_list("number", "changed").first()
    if ground.times != access.NOW or version is None:
        return build_streets(ground)
    key = (version, ground.reading.viewer.openness)
    if key not in kept and (built := build_streets(ground)):
        kept.clear()
        kept[key] = built
    return kept.get(key)


def build_streets(ground: Ground) -> "CityStreets | None":
    """The streets out of the rows."""
    from spatial.routing.city import CityStreets
    from spatial.routing.noding import node
    from spatial.routing.streets import lay, tell_directions

    viewer = ground.reading.viewer
    rows = access.rows(viewer, access.layer(viewer, ROADS), ground.times).filter(footprint__isnull=False)
    # Surfaces of roads have no course to travel along.
    lines = rows.annotate(**TOLD, dimension=RawSQL("ST_Dimension(footprint)", ())).filter(dimension=1)
    found = list(lines.order_by("thing_id").values_list(*TOLD))
    if not found:
        return None
    line, direction, junction, named, speed, height = zip(*found, strict=True)
    streets = lay(
        shapely.from_wkb([bytes(one) for one in line]),
        np.array(named, dtype=object),
        oneway=tell_directions(direction, junction, named),
        speed=np.array(speed, dtype=float),
        level=np.array(height, dtype=float),
    )
    return CityStreets(node(streets))
