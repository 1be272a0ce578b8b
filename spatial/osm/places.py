"""Which OpenStreetMap tags make a place people go to, and which make an administrative area."""

from typing import Any


def words(text: str) -> frozenset[str]:
    """The set of the words of `text`: a table of tag values, readable."""
    return frozenset(text.split())


# Places whether named or not: what plans, alarms and statistics count.
PUBLIC = words(
    """
    school kindergarten childcare college university library hospital clinic doctors dentist pharmacy
    social_facility nursing_home police fire_station prison courthouse townhall embassy community_centre
    place_of_worship marketplace theatre cinema arts_centre bank post_office bus_station ferry_terminal
    fuel restaurant cafe fast_food bar pub food_court nightclub bureau_de_change car_wash car_rental
    veterinary driving_school shelter ambulance_station
    """
)
# Places only with a name: without one they are a shape on the map, not a place to look up.
NAMED = ("amenity", "shop", "tourism", "healthcare", "office", "leisure", "historic", "craft", "aeroway")
STATIONS = frozenset({"station", "halt", "tram_stop", "subway_entrance"})
AREAS = words(
    """
    country state region province district county municipality city borough suburb quarter neighbourhood
    town village hamlet city_block
    """
)


def place(tags: dict[str, Any]) -> str | None:
    """What kind of place the tags tell of ("school", "supermarket", "hotel"); None for no place."""
    if tags.get("amenity") in PUBLIC:
        return str(tags["amenity"])
    if tags.get("railway") in STATIONS:
        return str(tags["railway"])
    if "name" not in tags:
        return None
    key = next((key for key in NAMED if tags.get(key, "no") != "no"), None)
    return None if key is None else key if tags[key] == "yes" else str(tags[key])


def area(tags: dict[str, Any]) -> str | None:
    """What kind of administrative area the tags tell of ("administrative", "suburb"); None for none."""
    if tags.get("place") in AREAS:
        return str(tags["place"])
    return "administrative" if tags.get("boundary") == "administrative" else None
