"""Land use: areas by what their land is for."""

from dataclasses import replace

from spatial.text import Text
from twin.layer import CLASS, DETAIL, IDENTITY, ON_LOAD, Class, Group, Layer, Paint

CLASSES = {
    "residential": Text("居住用地", "Residential"),
    "commercial": Text("商业用地", "Commercial"),
    "retail": Text("零售用地", "Retail"),
    "industrial": Text("工业用地", "Industrial"),
    "garages": Text("车库用地", "Garages"),
    "railway": Text("铁路用地", "Railway"),
    "quarry": Text("采矿用地", "Quarry"),
    "landfill": Text("填埋场", "Landfill"),
    "construction": Text("在建用地", "Construction"),
    "brownfield": Text("待更新用地", "Brownfield"),
    "greenfield": Text("待建用地", "Greenfield"),
    "grass": Text("草地", "Grass"),
    "forest": Text("林地", "Forest"),
    "meadow": Text("草甸", "Meadow"),
    "recreation_ground": Text("休闲用地", "Recreation ground"),
    "village_green": Text("公共绿地", "Village green"),
    "orchard": Text("果园", "Orchard"),
    "farmland": Text("耕地", "Farmland"),
    "farmyard": Text("农场院落", "Farmyard"),
    "allotments": Text("园圃", "Allotments"),
    "farm": Text("农场", "Farm"),
    "cemetery": Text("墓地", "Cemetery"),
    "military": Text("军事用地", "Military"),
    "reservoir": Text("水库", "Reservoir"),
}
# Japan's plan survey (都市計画基礎調査), as PLATEAU's list Common_landUseType words it.
SURVEYED = {
    "田": Text("水田", "Paddy field"),
    "畑（畑、樹園地、採草地、養鶏（牛・豚）場）": Text("旱地", "Dry field"),
    "農地（田、畑の区分がない）": Text("农地", "Farmland"),
    "農林漁業施設用地": Text("农林渔业设施用地", "Farming, forestry and fishing facilities"),
    "山林（樹林地）": Text("山林", "Woodland"),
    "その他自然地（原野・牧野、荒れ地、低湿地、河川敷・河原、海浜、湖岸）": Text(
        "其他自然地", "Other natural land"
    ),
    "公共空地（公園・緑地、広場、運動場、墓園）": Text("公共绿地与广场", "Public open space"),
    "水面（河川水面、湖沼、ため池、用水路、濠、運河水面）": Text("水面", "Water"),
    "住宅用地（住宅、共同住宅、店舗等併用住宅、店舗等併用共同住宅、作業所併用住宅）": Text(
        "住宅用地", "Residential"
    ),
    "商業用地": Text("商业用地", "Commercial"),
    "工業用地": Text("工业用地", "Industrial"),
    "道路用地（道路、駅前広場）": Text("道路用地", "Roads"),
    "交通施設用地": Text("交通设施用地", "Transport facilities"),
    "公益施設用地": Text("公益设施用地", "Public facilities"),
}
PADDY, DRY, FARM, FARMING, WOOD, NATURAL, OPEN, WATER, HOMES, TRADE, INDUSTRY, ROADS, TRANSPORT, _ = SURVEYED

LAYER = Layer(
    id="land-use",
    title=Text("土地利用", "Land use"),
    about=Text("按用途划分的用地。", "Areas by what their land is used for."),
    group=Group.BASE,
    order=60,
    model="LandUse",
    geometry=("polygon",),
    fields=(*(replace(one, values=CLASSES | SURVEYED) if one is CLASS else one for one in IDENTITY), *DETAIL),
    paint=Paint(
        by="class",
        classes=(
            Class(values=("residential", HOMES), title=Text("居住用地", "Residential"), colour="#f3e6d3"),
            Class(
                values=("commercial", "retail", TRADE), title=Text("商业用地", "Commercial"), colour="#f3d9d5"
            ),
            Class(
                values=("industrial", "garages", "railway", "quarry", "landfill", INDUSTRY, ROADS, TRANSPORT),
                title=Text("工业交通用地", "Industrial and transport"),
                colour="#e2e3ea",
            ),
            Class(
                values=("construction", "brownfield", "greenfield"),
                title=Text("在建与待建", "Under or awaiting construction"),
                colour="#eadfca",
            ),
            Class(
                values=(
                    "grass",
                    "forest",
                    "meadow",
                    "recreation_ground",
                    "village_green",
                    "orchard",
                    WOOD,
                    NATURAL,
                    OPEN,
                ),
                title=Text("绿地林地", "Green and woodland"),
                colour="#d3e6c4",
            ),
            Class(
                values=("farmland", "farmyard", "allotments", "farm", PADDY, DRY, FARM, FARMING),
                title=Text("农用地", "Farmland"),
                colour="#edf0cf",
            ),
            Class(values=("reservoir", WATER), title=Text("水面", "Water"), colour="#cfe0ea"),
        ),
        rest=Class(values=(), title=Text("其他用地", "Other use"), colour="#e9e6df"),
        label="name",
        label_zoom=15,
    ),
    zooms=(9, 22),
    promise=ON_LOAD,
)
