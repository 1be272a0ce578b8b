"""Land parcels by what their land is for."""

from spatial.text import Text
from twin.layer import ON_LOAD, Class, Generalisation, Group, Layer, Paint
from twin.layer.colours import UNKNOWN
from twin.layer.land import FIELDS, GREEN, kinds, written

LAYER = Layer(
    id="parcels",
    title=Text("宗地用途", "Land parcels by use"),
    about=Text(
        "宗地按用途着色，大类依 GB/T 21010-2017，颜色依城市规划图例惯例（居住黄、商服红、工业褐）。",
        "Land parcels by the first level of GB/T 21010-2017, in the colours of Chinese city plans: housing "
        "yellow, commerce red, industry brown.",
    ),
    group=Group.LAND_AND_HOUSING,
    order=38,
    model="Parcel",
    geometry=("polygon",),
    fields=FIELDS,
    paint=Paint(
        by="class",
        classes=(
            Class(values=kinds("07"), title=Text("住宅", "Housing"), colour="#fbe69b"),
            Class(values=kinds("05"), title=Text("商服", "Commerce and services"), colour="#ee9a8c"),
            Class(values=kinds("08"), title=Text("公共管理与服务", "Public services"), colour="#e6a9cf"),
            Class(values=kinds("06"), title=Text("工矿仓储", "Industry and storage"), colour="#b9957a"),
            Class(
                values=(*written(GREEN), *kinds("02", "03", "04")),
                title=Text("绿地园林", "Green"),
                colour="#a8d08d",
            ),
            Class(values=kinds("01"), title=Text("耕地", "Cropland"), colour="#e3eaa7"),
            Class(values=kinds("10"), title=Text("交通运输", "Transport"), colour="#bfc3cb"),
            Class(values=kinds("11"), title=Text("水域", "Water"), colour="#a9cfe4"),
            Class(values=kinds("09", "12"), title=Text("特殊与其他", "Special and other"), colour="#c9bfa9"),
        ),
        rest=Class(values=(), title=Text("用途未知", "Use not known"), colour=UNKNOWN),
        outline="#8c8474",
        outline_zoom=14,
        opacity=0.75,
    ),
    zooms=(11, 22),
    promise=ON_LOAD,
    generalisation=Generalisation(),
    visible=False,
)
