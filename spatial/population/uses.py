"""What buildings are used for, and what that means for homes and jobs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One use: `home` and `work` are shares of the floor area; metres, square metres.

    `dwelling` is the usual gross area of a dwelling and `most` how many one building may have; `job` is the
    floor area of a job, `crew` the usual jobs of a workplace; `sectors` weighs the sectors of GB/T 4754.
    `land` is the use of its parcel (GB/T 21010-2017, second level).
    """

    id: str
    land: str
    floor: float = 3.0
    storeys: int = 1
    home: float = 0.0
    dwelling: float = 95.0
    most: int = 4000
    work: float = 0.0
    job: float = 30.0
    crew: float = 12.0
    sectors: str = ""


APARTMENTS = Use(
    id="apartments", land="0701", storeys=6, home=0.96, work=0.04, job=40, crew=5, sectors="FFFHHOOK"
)
HOUSE = Use(id="house", land="0701", storeys=2, home=1.0, dwelling=130, most=3)
RETAIL = Use(id="retail", land="0501", floor=3.9, storeys=2, work=1.0, job=42, crew=7, sectors="FFFFHHO")
COMMERCIAL = Use(id="commercial", land="0501", floor=4.5, storeys=4, work=1.0, job=45, sectors="FFFHHLR")
OFFICE = Use(id="office", land="0505", floor=3.9, storeys=10, work=1.0, job=26, crew=22, sectors="IIJKLLMES")
HOTEL = Use(id="hotel", land="0504", floor=3.5, storeys=8, work=1.0, job=80, crew=45, sectors="H")
INDUSTRIAL = Use(id="industrial", land="0601", floor=6.0, work=1.0, job=55, crew=60, sectors="CCCCCCDE")
WAREHOUSE = Use(id="warehouse", land="0604", floor=8.0, work=1.0, job=160, crew=18, sectors="GGGF")
SCHOOL = Use(id="school", land="0803", floor=3.8, storeys=4, work=1.0, job=75, crew=60, sectors="P")
HOSPITAL = Use(id="hospital", land="0805", floor=3.9, storeys=5, work=1.0, job=50, crew=150, sectors="Q")
CARE = Use(id="care", land="0806", storeys=4, home=0.5, dwelling=240, work=0.5, job=110, sectors="Q")
PUBLIC = Use(id="public", land="0801", floor=4.2, storeys=2, work=1.0, job=70, crew=25, sectors="SSRN")
OTHER = Use(id="other", land="0501", floor=4.0, storeys=2, work=1.0, job=130, crew=8, sectors="FOGLE")
OUTBUILDING = Use(id="outbuilding", land="0701")

USES = (
    APARTMENTS, HOUSE, RETAIL, COMMERCIAL, OFFICE, HOTEL, INDUSTRIAL, WAREHOUSE, SCHOOL, HOSPITAL, CARE,
    PUBLIC, OTHER, OUTBUILDING,
)  # fmt: skip
HOMES = frozenset({APARTMENTS, HOUSE, CARE})

# Values of OpenStreetMap's `building` (and of the made-up city's classes) to uses.
CLASSES: dict[str, Use] = {
    **dict.fromkeys(("apartments", "residential", "dormitory"), APARTMENTS),
    **dict.fromkeys(
        ("house", "detached", "semidetached_house", "terrace", "bungalow", "cabin", "farm", "dacha", "hut",
         "static_caravan", "ger"), HOUSE,
    ),
    **dict.fromkeys(("retail", "shop", "supermarket", "kiosk"), RETAIL),
    **dict.fromkeys(("commercial", "mall"), COMMERCIAL),
    "office": OFFICE,
    "hotel": HOTEL,
    **dict.fromkeys(("industrial", "factory", "manufacture", "works"), INDUSTRIAL),
    **dict.fromkeys(("warehouse", "hangar", "depot", "storage_tank", "silo"), WAREHOUSE),
    **dict.fromkeys(("school", "kindergarten", "university", "college", "education"), SCHOOL),
    **dict.fromkeys(("hospital", "clinic", "health"), HOSPITAL),
    **dict.fromkeys(
        ("public", "civic", "government", "church", "mosque", "cathedral", "chapel", "temple", "religious",
         "stadium", "sports_hall", "sports_centre", "train_station", "transportation", "museum", "theatre",
         "fire_station", "police", "townhall", "park"), PUBLIC,
    ),
    **dict.fromkeys(
        ("garage", "garages", "shed", "roof", "carport", "service", "construction", "ruins", "greenhouse",
         "barn", "farm_auxiliary", "stable", "sty", "toilets", "transformer_tower", "container", "tank",
         "allotment_house", "parking", "collapsed", "gazebo"), OUTBUILDING,
    ),
}  # fmt: skip

# What a building is for outranks what it is built as.
FUNCTIONS: dict[str, Use] = {
    **dict.fromkeys(("school", "kindergarten", "university", "college", "education"), SCHOOL),
    **dict.fromkeys(("hospital", "clinic", "doctors", "health"), HOSPITAL),
    **dict.fromkeys(("nursing_home", "social_facility"), CARE),
    **dict.fromkeys(("hotel", "hostel", "motel", "guest_house"), HOTEL),
    **dict.fromkeys(("townhall", "police", "fire_station", "courthouse", "place_of_worship", "theatre",
                     "museum", "library", "community_centre", "government"), PUBLIC),
    **dict.fromkeys(("mall", "marketplace", "cinema"), COMMERCIAL),
    **dict.fromkeys(("supermarket", "restaurant", "cafe", "fast_food", "fuel", "convenience"), RETAIL),
    **dict.fromkeys(("bank", "company"), OFFICE),
}  # fmt: skip


def use_of(klass: str | None, function: str | None) -> Use | None:
    """The use its class and function tell; None where they tell none.

    A function tells nothing of a dwelling house: the shop in it takes a floor at most.
    """
    built = CLASSES.get((klass or "").lower())
    told = FUNCTIONS.get((function or "").lower())
    if built is APARTMENTS and told is not CARE:
        return built
    return told or built
