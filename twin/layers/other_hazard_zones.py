"""Other hazard zones: what else threatens, under the source's own class."""

from spatial.text import Text
from twin.layer.hazard import make_zones

LAYER = make_zones(
    "other",
    id="other-hazard-zones",
    order=123,
    ramp=("#e3d5ea", "#c3a8d2", "#9b74b0", "#763f8f", "#471058"),
    reach=Text(
        "其他灾害的范围，保留来源自身类别",
        "Other hazards under the source's own class",
    ),
)
