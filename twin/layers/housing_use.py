"""The housing stock by what its houses are used for."""

from spatial.text import Text
from twin.layer import Class
from twin.layer.colours import UNKNOWN
from twin.layer.housing import make_housing

LAYER = make_housing(
    id="housing-use",
    order=33,
    title=Text("房屋用途", "Houses by use"),
    about=Text(
        "登记的房屋用途；登记未说明时取建筑自身的类别，幢内用途不一为混合。",
        "The use in the house register; where it tells none, the class of the building; mixed where houses "
        "of one building differ.",
    ),
    by="usage",
    classes=(
        Class(
            values=("apartments", "residential", "成套住宅", "住宅"),
            title=Text("成套住宅", "Apartments"),
            colour="#e0a458",
        ),
        Class(values=("house", "detached", "terrace"), title=Text("独立住宅", "Houses"), colour="#f2d492"),
        Class(
            values=("dormitory", "集体宿舍", "非成套住宅", "care"),
            title=Text("宿舍与照护", "Dormitories and care"),
            colour="#8c6d46",
        ),
        Class(values=("mixed",), title=Text("混合用途", "Mixed use"), colour="#b07aa1"),
        Class(
            values=("retail", "commercial", "office", "hotel", "商业", "办公"),
            title=Text("商业办公", "Commerce and offices"),
            colour="#d1605e",
        ),
        Class(
            values=("school", "hospital", "public"),
            title=Text("公共服务", "Public services"),
            colour="#6a9fb5",
        ),
        Class(
            values=("industrial", "warehouse", "工业", "仓库"),
            title=Text("工业仓储", "Industry and storage"),
            colour="#7f8791",
        ),
    ),
    rest=Class(values=(), title=Text("其他或不明", "Other or not known"), colour=UNKNOWN),
)
