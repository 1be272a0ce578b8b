"""`bbox`, as clients write it."""

from twin.access.boxes import Box, make_boxes
from twin.doorway.parameters import Parameter, read_number


def read_boxes(text: str) -> list[Box]:
    """The boxes of four or six numbers."""
    return make_boxes([read_number(part.strip()) for part in text.split(",")])


BBOX = Parameter(
    name="bbox",
    about="Only features that meet this box: west,south,east,north in degrees (CRS84); west may exceed east "
    "across the antimeridian. With six numbers the heights are passed over.",
    wants="four numbers west,south,east,north in degrees (or six, with the lowest height after south and the "
    "highest after north); longitudes lie within ±180, latitudes within ±90, south not above north",
    read=read_boxes,
    schema={"type": "array", "minItems": 4, "maxItems": 6, "items": {"type": "number"}},
)
