"""Landslide zones: slopes that may move, by grade."""

from spatial.text import Text
from twin.layer.hazard import make_zones

LAYER = make_zones(
    "landslide",
    id="landslide-zones",
    order=122,
    ramp=("#fde79b", "#fcc252", "#f58f2a", "#d55c14", "#8f3208"),
    reach=Text(
        "可能滑动的斜坡及其等级",
        "Slopes that may move, by grade",
    ),
)
