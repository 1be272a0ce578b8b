"""Administrative areas: districts and their boundary lines, and the places they are named after."""

from spatial.text import Text
from twin.layer import DETAIL, ON_LOAD, Class, Field, Group, Layer, Paint, identify

CLASSES = {
    "administrative": Text("行政区", "Administrative area"),
    "city": Text("城市", "City"),
    "town": Text("镇", "Town"),
    "village": Text("村庄", "Village"),
    "hamlet": Text("自然村", "Hamlet"),
    "suburb": Text("城区", "Suburb"),
    "district": Text("区县", "District"),
    "sub-district": Text("街道", "Sub-district"),
    "quarter": Text("片区", "Quarter"),
    "neighbourhood": Text("居住小区", "Neighbourhood"),
}

LAYER = Layer(
    id="admin-areas",
    title=Text("行政区划", "Administrative areas"),
    about=Text("行政区、界线与居民地名。", "Districts, boundary lines and named settlements."),
    group=Group.BASE,
    order=35,
    model="AdminArea",
    geometry=("line", "polygon", "point"),
    fields=(
        *identify({"class": CLASSES}),
        Field(name="admin_level", title=Text("行政级别", "Administrative level"), type="integer"),
        *DETAIL,
    ),
    paint=Paint(
        rest=Class(values=(), title=Text("行政界线", "Boundary"), colour="#9b6fa8", width=2),
        opacity=0.7,
        # Districts lie over sub-districts over the whole city: any tint would be that of the map.
        area_opacity=0.0,
        edged=True,
        radius=0,
        label="name",
        label_zoom=9,
        label_rank="admin_level",
    ),
    zooms=(6, 22),
    promise=ON_LOAD,
    search=("name",),
)
