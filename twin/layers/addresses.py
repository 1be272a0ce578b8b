"""Addresses: house numbers with their street."""

from spatial.text import Text
from twin.layer import ATTRIBUTES, CODE, ON_LOAD, Class, Field, Group, Layer, Paint

LAYER = Layer(
    id="addresses",
    title=Text("门牌地址", "Addresses"),
    about=Text("门牌号及所在道路。", "House numbers and the street they are on."),
    group=Group.SERVICES,
    order=2,
    model="Address",
    geometry=("point",),
    fields=(
        CODE,
        Field(name="street", title=Text("道路", "Street"), in_tile=False),
        Field(name="housenumber", title=Text("门牌号", "House number")),
        Field(name="locality", title=Text("地区", "Locality"), in_tile=False),
        Field(name="postcode", title=Text("邮政编码", "Postcode"), in_tile=False),
        ATTRIBUTES,
    ),
    paint=Paint(
        rest=Class(values=(), title=Text("门牌号", "House number"), colour="#6b7785"),
        radius=1.5,
        label="housenumber",
        label_zoom=17,
    ),
    zooms=(16, 22),
    promise=ON_LOAD,
    search=("street", "housenumber"),
)
