"""CityJSON text sequence: the objects of the city model in three dimensions, as their sources have them."""

from functools import partial

from spatial.text import Text
from twin.export.city import write_city
from twin.export.form import Form

FORM = Form(
    id="cityjsonseq",
    title=Text("CityJSON 文本序列", "CityJSON text sequence"),
    media_type="application/city+json-seq",
    extension="city.jsonl",
    limits=Text(
        "仅含城市模型的图层；对象连同其组成部分整体输出，坐标系为城市坐标系或来源坐标系。",
        "Layers of the city model alone; objects go out whole with all that belongs to them, in the "
        "system of the city or of their source.",
    ),
    write=partial(write_city, "cityjsonseq"),
    several=True,
)
