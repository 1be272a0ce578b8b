"""What the layers of land parcels share: their fields and the words of land use (GB/T 21010-2017)."""

from dataclasses import replace

from spatial.text import Text
from twin.layer import CLASS, CODE, DETAIL, NAME, USAGE
from twin.layer.register import HOUSE_USES, PARCEL

# Codes of the second level, in their order; the English words are ours.
USES = {
    "01": {"0101": ("水田", "Paddy"), "0102": ("水浇地", "Irrigated land"), "0103": ("旱地", "Dry land")},
    "02": {
        "0201": ("果园", "Orchard"),
        "0202": ("茶园", "Tea garden"),
        "0203": ("橡胶园", "Rubber plantation"),
        "0204": ("其他园地", "Other garden land"),
    },
    "03": {
        "0301": ("乔木林地", "Forest"),
        "0302": ("竹林地", "Bamboo"),
        "0303": ("红树林地", "Mangrove"),
        "0304": ("森林沼泽", "Forest swamp"),
        "0305": ("灌木林地", "Shrubs"),
        "0306": ("灌丛沼泽", "Shrub swamp"),
        "0307": ("其他林地", "Other woodland"),
    },
    "04": {
        "0401": ("天然牧草地", "Natural pasture"),
        "0402": ("沼泽草地", "Swamp meadow"),
        "0403": ("人工牧草地", "Sown pasture"),
        "0404": ("其他草地", "Other grassland"),
    },
    "05": {
        "0501": ("零售商业用地", "Retail"),
        "0502": ("批发市场用地", "Wholesale market"),
        "0503": ("餐饮用地", "Catering"),
        "0504": ("旅馆用地", "Hotels"),
        "0505": ("商务金融用地", "Business and finance"),
        "0506": ("娱乐用地", "Entertainment"),
        "0507": ("其他商服用地", "Other commerce"),
    },
    "06": {
        "0601": ("工业用地", "Industry"),
        "0602": ("采矿用地", "Mining"),
        "0603": ("盐田", "Salt pans"),
        "0604": ("仓储用地", "Storage"),
    },
    "07": {"0701": ("城镇住宅用地", "Urban housing"), "0702": ("农村宅基地", "Rural homesteads")},
    "08": {
        "0801": ("机关团体用地", "Government and associations"),
        "0802": ("新闻出版用地", "Press and publishing"),
        "0803": ("教育用地", "Education"),
        "0804": ("科研用地", "Research"),
        "0805": ("医疗卫生用地", "Health"),
        "0806": ("社会福利用地", "Social welfare"),
        "0807": ("文化设施用地", "Culture"),
        "0808": ("体育用地", "Sports"),
        "0809": ("公用设施用地", "Public utilities"),
        "0810": ("公园与绿地", "Parks and green space"),
    },
    "09": {
        "0901": ("军事设施用地", "Military"),
        "0902": ("使领馆用地", "Embassies and consulates"),
        "0903": ("监教场所用地", "Prisons"),
        "0904": ("宗教用地", "Religion"),
        "0905": ("殡葬用地", "Burial"),
        "0906": ("风景名胜设施用地", "Scenic facilities"),
    },
    "10": {
        "1001": ("铁路用地", "Railways"),
        "1002": ("轨道交通用地", "Urban rail"),
        "1003": ("公路用地", "Highways"),
        "1004": ("城镇村道路用地", "Streets"),
        "1005": ("交通服务场站用地", "Stations and car parks"),
        "1006": ("农村道路", "Rural roads"),
        "1007": ("机场用地", "Airports"),
        "1008": ("港口码头用地", "Ports"),
        "1009": ("管道运输用地", "Pipelines"),
    },
    "11": {
        "1101": ("河流水面", "Rivers"),
        "1102": ("湖泊水面", "Lakes"),
        "1103": ("水库水面", "Reservoirs"),
        "1104": ("坑塘水面", "Ponds"),
        "1105": ("沿海滩涂", "Coastal flats"),
        "1106": ("内陆滩涂", "Inland flats"),
        "1107": ("沟渠", "Canals"),
        "1108": ("沼泽地", "Marsh"),
        "1109": ("水工建筑用地", "Hydraulic structures"),
        "1110": ("冰川及永久积雪", "Glaciers and snow"),
    },
    "12": {
        "1201": ("空闲地", "Vacant land"),
        "1202": ("设施农用地", "Farm facilities"),
        "1203": ("田坎", "Field ridges"),
        "1204": ("盐碱地", "Saline land"),
        "1205": ("沙地", "Sand"),
        "1206": ("裸土地", "Bare soil"),
        "1207": ("裸岩石砾地", "Bare rock"),
    },
}
KINDS = {
    "01": ("耕地", "Cropland"),
    "02": ("园地", "Garden land"),
    "03": ("林地", "Woodland"),
    "04": ("草地", "Grassland"),
    "05": ("商服用地", "Commerce and services"),
    "06": ("工矿仓储用地", "Industry, mining and storage"),
    "07": ("住宅用地", "Housing"),
    "08": ("公共管理与公共服务用地", "Public administration and services"),
    "09": ("特殊用地", "Special use"),
    "10": ("交通运输用地", "Transport"),
    "11": ("水域及水利设施用地", "Water"),
    "12": ("其他土地", "Other land"),
}
GREEN = "0810"
"""Parks belong to the public services of the standard; a map tells them by their green."""

CODES = {
    code: Text(*words)
    for code, words in sorted([*KINDS.items(), *(use for uses in USES.values() for use in uses.items())])
}
WORDS = {**CODES, **{words.zh: words for words in CODES.values()}}
"""By code and, since many publishers write that, by name."""

FIELDS = (
    CODE,
    NAME,
    replace(CLASS, title=Text("用地类别", "Land use"), values=WORDS),
    *PARCEL,
    replace(USAGE, values=HOUSE_USES),
    *DETAIL,
)


def written(*codes: str) -> tuple[str, ...]:
    """Codes as publishers write them: by code or by name."""
    return (*codes, *(CODES[code].zh for code in codes))


def kinds(*firsts: str) -> tuple[str, ...]:
    """Kinds of the first level with all of their second level that are no parks, as they are written."""
    return written(*(code for kind in firsts for code in (kind, *USES[kind]) if code != GREEN))
