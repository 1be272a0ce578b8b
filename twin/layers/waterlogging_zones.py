"""Waterlogging zones: where rain stands in the streets."""

from spatial.text import Text
from twin.layer.hazard import make_zones

LAYER = make_zones(
    "waterlogging",
    id="waterlogging-zones",
    order=121,
    ramp=("#c3e9e6", "#84cfcc", "#3aa9ab", "#177c86", "#0a4a58"),
    reach=Text(
        "暴雨积水的范围与深度",
        "Where rain stands and how deep",
    ),
)
