"""Places: schools, hospitals, kindergartens, care homes and what else people look for."""

from dataclasses import replace

from spatial.text import Text
from twin.layer import CLASS, CODE, DETAIL, FUNCTION, NAME, ON_LOAD, Class, Field, Group, Layer, Paint

CLASSES = {
    "school": Text("学校", "School"),
    "hospital": Text("医院", "Hospital"),
    "clinic": Text("诊所", "Clinic"),
    "doctors": Text("医务所", "Doctors"),
    "kindergarten": Text("幼儿园", "Kindergarten"),
    "childcare": Text("托育机构", "Childcare"),
    "social_facility": Text("社会福利设施", "Social facility"),
    "nursing_home": Text("养老院", "Nursing home"),
    "university": Text("大学", "University"),
    "college": Text("学院", "College"),
    "pharmacy": Text("药店", "Pharmacy"),
    "police": Text("派出所", "Police"),
    "fire_station": Text("消防站", "Fire station"),
    "townhall": Text("政府办公", "Town hall"),
    "library": Text("图书馆", "Library"),
    "place_of_worship": Text("宗教场所", "Place of worship"),
    "marketplace": Text("市场", "Market"),
    "bank": Text("银行", "Bank"),
    "cafe": Text("咖啡馆", "Café"),
    "restaurant": Text("餐馆", "Restaurant"),
    "fuel": Text("加油站", "Fuel"),
    "parking": Text("停车场", "Parking"),
    "post_office": Text("邮局", "Post office"),
    "theatre": Text("剧院", "Theatre"),
    "cinema": Text("影院", "Cinema"),
    "supermarket": Text("超市", "Supermarket"),
    "hotel": Text("酒店", "Hotel"),
    "embassy": Text("使馆", "Embassy"),
    "bus_station": Text("汽车站", "Bus station"),
    "station": Text("车站", "Station"),
}

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
        replace(CLASS, values=CLASSES),
        FUNCTION,
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
    ),
    zooms=(11, 22),
    promise=ON_LOAD,
    search=("name",),
)
