"""Places: schools, hospitals, kindergartens, care homes and what else people look for."""

from dataclasses import replace

from spatial.text import Text
from twin.layer import (
    CLASS,
    CODE,
    DETAIL,
    FUNCTION,
    NAME,
    ON_LOAD,
    Class,
    Field,
    Generalisation,
    Group,
    Icons,
    Layer,
    Paint,
)
from twin.layer.facility import FACILITIES, SIGNS

LAYER = Layer(
    id="places",
    title=Text("地点", "Places"),
    about=Text(
        "学校、医院、幼儿园、养老机构与其他地点。",
        "Schools, hospitals, kindergartens, care and other places.",
    ),
    group=Group.SERVICES,
    order=1,
    model="Place",
    geometry=("point",),
    fields=(
        CODE,
        NAME,
        replace(CLASS, values=FACILITIES),
        replace(FUNCTION, values=FACILITIES),
        Field(name="address", title=Text("地址", "Address"), in_tile=False),
        *DETAIL,
    ),
    paint=Paint(
        by="class",
        classes=(
            Class(values=("school",), title=Text("学校", "Schools"), colour="#2f6fb3"),
            Class(
                values=("hospital", "clinic", "doctors"),
                title=Text("医院与诊所", "Hospitals and clinics"),
                colour="#c8384a",
            ),
            Class(
                values=("kindergarten", "childcare"),
                title=Text("幼儿园与托育", "Kindergartens"),
                colour="#e39a1f",
            ),
            Class(
                values=("social_facility", "nursing_home"),
                title=Text("养老与社会福利", "Care homes"),
                colour="#7d4fa0",
            ),
            Class(values=("university", "college"), title=Text("高等院校", "Universities"), colour="#1f8f86"),
        ),
        rest=Class(values=(), title=Text("其他地点", "Other places"), colour="#8a8f98", zoom=15),
        outline="#ffffff",
        radius=5,
        label="name",
        label_zoom=15,
        icons=Icons(by="class", signs=SIGNS),
    ),
    zooms=(11, 22),
    promise=ON_LOAD,
    generalisation=Generalisation(highest=12),
    search=("name",),
)
