"""The words of Japan's plan survey (都市計画基礎調査) for land use, as in PLATEAU's Common_landUseType."""

from spatial.text import Text

FARMING = {
    "田": Text("水田", "Paddy field"),
    "畑（畑、樹園地、採草地、養鶏（牛・豚）場）": Text("旱地", "Dry field"),
    "畑": Text("旱田", "Field"),
    "樹園地": Text("果园与苗圃", "Orchard"),
    "採草地": Text("割草地", "Hay meadow"),
    "養鶏（牛・豚）場": Text("养殖场", "Livestock farm"),
    "農地（田、畑の区分がない）": Text("农地", "Farmland"),
    "農林漁業施設用地": Text("农林渔业设施用地", "Farming, forestry and fishing facilities"),
}
GREEN = {
    "山林（樹林地）": Text("山林", "Woodland"),
    "その他自然地（原野・牧野、荒れ地、低湿地、河川敷・河原、海浜、湖岸）": Text(
        "其他自然地", "Other natural land"
    ),
    "原野・牧野": Text("原野与牧地", "Wild land and pasture"),
    "荒れ地": Text("荒地", "Waste land"),
    "低湿地": Text("低湿地", "Wetland"),
    "河川敷・河原": Text("河滩", "Riverside"),
    "海浜": Text("海滩", "Beach"),
    "湖岸": Text("湖岸", "Lakeshore"),
    "公共空地（公園・緑地、広場、運動場、墓園）": Text("公共绿地与广场", "Public open space"),
    "公園・緑地": Text("公园绿地", "Parks and green space"),
    "広場": Text("广场", "Square"),
    "運動場": Text("运动场", "Sports ground"),
    "墓園": Text("墓园", "Cemetery"),
    "その他の空地①（ゴルフ場）": Text("高尔夫球场", "Golf course"),
}
WATER = {
    "水面（河川水面、湖沼、ため池、用水路、濠、運河水面）": Text("水面", "Water"),
    "河川水面": Text("河流水面", "River"),
    "湖沼": Text("湖沼", "Lake"),
    "ため池": Text("蓄水池", "Irrigation pond"),
    "用水路": Text("水渠", "Water channel"),
    "濠": Text("护城河", "Moat"),
    "運河水面": Text("运河水面", "Canal"),
}
HOMES = {
    "住宅用地（住宅、共同住宅、店舗等併用住宅、店舗等併用共同住宅、作業所併用住宅）": Text(
        "住宅用地", "Residential"
    ),
    "住宅": Text("独户住宅", "Houses"),
    "共同住宅": Text("公寓", "Flats"),
    "店舗等併用住宅": Text("带店铺住宅", "Houses with shops"),
    "店舗等併用共同住宅": Text("带店铺公寓", "Flats with shops"),
    "作業所併用住宅": Text("带作坊住宅", "Houses with workshops"),
}
TRADE = {
    "商業用地": Text("商业用地", "Commercial"),
    "業務施設": Text("办公设施", "Offices"),
    "商業施設": Text("商业设施", "Shops"),
    "宿泊施設": Text("住宿设施", "Lodging"),
    "商業系用途複合施設": Text("商业综合体", "Mixed commercial"),
}
PUBLIC = {
    "公益施設用地": Text("公益设施用地", "Public facilities"),
    "官公庁施設": Text("政府机关", "Government offices"),
    "文教厚生施設": Text("文教卫生福利设施", "Education, health and welfare"),
    "供給処理施設": Text("供应与处理设施", "Utilities"),
    "その他公的施設用地（防衛施設用地）": Text("防卫设施用地", "Defence facilities"),
}
INDUSTRY_AND_TRANSPORT = {
    "工業用地": Text("工业用地", "Industrial"),
    "道路用地（道路、駅前広場）": Text("道路用地", "Roads"),
    "道路": Text("道路", "Road"),
    "駅前広場": Text("站前广场", "Station square"),
    "交通施設用地": Text("交通设施用地", "Transport facilities"),
    "道路・鉄軌道敷（道路と交通施設用地が混在）": Text("道路与轨道用地", "Roads and railways"),
    "その他空地②（太陽光発電のシステムを直接整備している土地）": Text("光伏用地", "Solar power"),
    "その他の空地③（平面駐車場）": Text("地面停车场", "Car parks"),
}
VACANT = {
    "空地（その他の空地①～④の区分が無い）": Text("空地", "Open lots"),
    "その他の空地④（その他の空地①～③以外の都市的土地利用：建物跡地、資源置場、改変工事中の土地、"
    "法面（道路、造成地等の主利用に含まれない法面））": Text("其他空地", "Other open lots"),
    "建物跡地": Text("建筑拆除地", "Cleared building sites"),
    "資材置き場": Text("材料堆场", "Material yards"),
    "改変中の土地": Text("改造中土地", "Land under works"),
    "法面（道路、造成地等の主利用に含まれない法面）": Text("人工边坡", "Made slopes"),
}
UNSORTED = {
    "宅地（住宅用地、商業用地等の区分が無い）": Text("宅地（未分类）", "Built-up land, not told apart"),
    "可住地": Text("可居住地", "Habitable land"),
    "非可住地": Text("不可居住地", "Land not habitable"),
    "不明": Text("不明", "Not known"),
}
WORDS = FARMING | GREEN | WATER | HOMES | TRADE | PUBLIC | INDUSTRY_AND_TRANSPORT | VACANT | UNSORTED
