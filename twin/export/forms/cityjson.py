"""CityJSON 2.0: the objects of the city model in three dimensions, as their sources have them."""

from functools import partial

from spatial.text import Text
from twin.export.city import write_city
from twin.export.form import Form

FORM = Form(
    id="cityjson",
    title=Text("CityJSON 2.0", "CityJSON 2.0"),
    media_type="application/city+json",
    extension="city.json",
    limits=Text(
        "仅含城市模型的图层；对象连同其组成部分整体输出，坐标系为城市坐标系或来源坐标系。",
        "Layers of the city model alone; objects go out whole with all that belongs to them, in the "
        "system of the city or of their source.",
    ),
    write=partial(write_city, "cityjson"),
    several=True,
)
