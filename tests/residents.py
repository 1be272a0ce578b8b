"""People who live somewhere, made by hand for tests: from the person by standing ties to the building."""

from typing import Any

from django.contrib.gis.geos import Polygon

from tests.factories import LATITUDE, LONGITUDE, STEP, make_tie, make_version
from twin.models import AdminArea, Building, Dwelling, House, Household, Person


def tie(relation: str, thing: Any, target: Any, standing: str = "stands", score: float = 1.0) -> None:
    """A tie between the things of two rows."""
    make_tie(relation, thing.thing, target.thing, standing=standing, score=score)


def square(index: float, width: float = 0.001) -> Polygon:
    """A square in CRS84; each index lies one hundredth of a degree east of the last."""
    west = LONGITUDE + index * STEP
    shape = Polygon.from_bbox((west, LATITUDE, west + width, LATITUDE + width))
    shape.srid = 4326
    return shape


def make_area(code: str, level: int, first: float, last: float) -> Any:
    """An administrative area over the buildings of some indices."""
    shape = square(first - 0.2, (last - first + 0.5) * STEP)
    return make_version(AdminArea, code, shape, admin_level=level)


def make_dwelling(index: int, standing: str = "stands") -> Any:
    """A dwelling in a house that is told of a building of its own."""
    building = make_version(Building, f"building {index}", square(index))
    house, dwelling = make_version(House, f"house {index}"), make_version(Dwelling, f"dwelling {index}")
    tie("dwelling-house", dwelling, house)
    tie("house-building", house, building, standing)
    return dwelling


def make_family(dwelling: Any, size: int, born: int | None = 1980, hukou: str | None = "local") -> list[Any]:
    """A household at a dwelling and its persons, all of one age."""
    name = f"family {Person.objects.count()}"
    household = make_version(Household, name, size=size)
    tie("household-dwelling", household, dwelling)
    persons = [
        make_version(Person, f"{name} {at}", household=name, birth_year=born, hukou=hukou)
        for at in range(size)
    ]
    for person in persons:
        tie("person-household", person, household)
    return persons
