"""Land use: areas by what their land is for."""

from dataclasses import replace

from spatial.text import Text
from twin.layer import (
    CLASS,
    DETAIL,
    IDENTITY,
    ON_LOAD,
    Class,
    Generalisation,
    Group,
    Layer,
    Paint,
    land_survey,
)

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

LAYER = Layer(
    id="land-use",
    title=Text("土地利用", "Land use"),
    about=Text("按用途划分的用地。", "Areas by what their land is used for."),
    group=Group.BASE,
    order=60,
    model="LandUse",
    geometry=("polygon",),
    fields=(
        *(replace(one, values=CLASSES | land_survey.WORDS) if one is CLASS else one for one in IDENTITY),
        *DETAIL,
    ),
    paint=Paint(
        by="class",
        classes=(
            Class(
                values=("residential", *land_survey.HOMES),
                title=Text("居住用地", "Residential"),
                colour="#f3e6d3",
            ),
            Class(
                values=("commercial", "retail", *land_survey.TRADE),
                title=Text("商业用地", "Commercial"),
                colour="#f3d9d5",
            ),
            Class(
                values=("military", *land_survey.PUBLIC),
                title=Text("公共设施用地", "Public facilities"),
                colour="#e9d9ea",
            ),
            Class(
                values=(
                    *("industrial", "garages", "railway", "quarry", "landfill"),
                    *land_survey.INDUSTRY_AND_TRANSPORT,
                ),
                title=Text("工业交通用地", "Industrial and transport"),
                colour="#e2e3ea",
            ),
            Class(
                values=("construction", "brownfield", "greenfield", *land_survey.VACANT),
                title=Text("在建与空闲", "Vacant or under construction"),
                colour="#eadfca",
            ),
            Class(
                values=(
                    *("grass", "forest", "meadow", "recreation_ground", "village_green", "orchard"),
                    *land_survey.GREEN,
                ),
                title=Text("绿地林地", "Green and woodland"),
                colour="#d3e6c4",
            ),
            Class(
                values=("farmland", "farmyard", "allotments", "farm", *land_survey.FARMING),
                title=Text("农用地", "Farmland"),
                colour="#edf0cf",
            ),
            Class(values=("reservoir", *land_survey.WATER), title=Text("水面", "Water"), colour="#cfe0ea"),
        ),
        rest=Class(values=(), title=Text("其他用地", "Other use"), colour="#e9e6df"),
        label="name",
        label_zoom=15,
    ),
    zooms=(9, 22),
    promise=ON_LOAD,
    generalisation=Generalisation(),
)
