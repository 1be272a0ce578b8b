"""Houses and dwellings made by hand for tests, tied to buildings as linkage ties them."""

from typing import Any

from tests.factories import make_tie, make_version, outline
from twin.models import Building, Dwelling, House, Relation, Standing, Thing, Tie, Version


def tie(
    relation: Relation,
    thing: Thing,
    target: Thing,
    score: float = 1.0,
    standing: Standing = Standing.STANDS,
) -> Tie:
    """A tie of now."""
    return make_tie(relation, thing, target, score=score, standing=standing)


def stand(code: str, at: int = 0, model: type[Version] = Building, **values: Any) -> Thing:
    """A building, or an area of that shape, at that place."""
    return make_version(model, code, outline("polygon", at), **values).thing


def house(code: str, building: Thing | None, dataset: str = "made", **values: Any) -> Thing:
    """A house of the register, told of a building."""
    thing = make_version(House, code, dataset=dataset, **values).thing
    if building:
        tie(Relation.HOUSE_IS_BUILDING, thing, building)
    return thing


def dwelling(
    code: str, home: Thing | None, dataset: str = "made", score: float = 1.0, **values: Any
) -> Thing:
    """A dwelling of the register, in a house."""
    thing = make_version(Dwelling, code, dataset=dataset, **values).thing
    if home:
        tie(Relation.DWELLING_IN_HOUSE, thing, home, score)
    return thing
