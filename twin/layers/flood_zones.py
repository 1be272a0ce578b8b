"""Flood zones: where a river's flood reaches."""

from spatial.text import Text
from twin.layer.hazard import make_zones

LAYER = make_zones(
    "flood",
    id="flood-zones",
    order=120,
    ramp=("#c6dcf2", "#8fbbe3", "#4f8fcd", "#2463a8", "#0c3470"),
    reach=Text(
        "河流洪水在某一情景下淹没的范围",
        "Where a river's flood reaches in a scenario",
    ),
)
