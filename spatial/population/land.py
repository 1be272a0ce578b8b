"""The half of a made-up population that is land and houses: parcels, houses, dwellings."""

from collections.abc import Iterator
from datetime import date

import numpy as np
import shapely

from spatial.generator.areas import MADE_UP
from spatial.population.codes import unit_code
from spatial.population.dwellings import draw_dwellings
from spatial.population.households import draw_households
from spatial.population.market import STATES, draw_market, sold_on, tenure_of
from spatial.population.parcels import tell_parcels
from spatial.population.places import Places, draw_places
from spatial.population.plan import Plan
from spatial.population.structures import KINDS, Structures, draw_structures
from spatial.population.uses import USES
from spatial.records import Record
from spatial.registers import Dwelling, House, SafetyGrade, SaleState

SCHEME = "generated"
GRADES = tuple(SafetyGrade)


def tell_land(plan: Plan) -> Iterator[Record]:
    """All parcels, then tract by tract its houses with their dwellings."""
    places = draw_places(plan)
    yield from tell_parcels(plan, places)
    for tract in range(plan.tracts):
        structures = draw_structures(plan, tract)
        yield from tell_houses(plan, tract, structures, places)
        yield from tell_dwellings(plan, tract, structures, places)


def tell_houses(plan: Plan, tract: int, structures: Structures, places: Places) -> Iterator[House]:
    """One house a building, under the building's code; its parcel's and its number there are another."""
    stock, span = plan.stock, plan.span(tract)
    floors = np.round(stock.floor_area[span], 2).tolist()
    inner = shapely.points(np.round(stock.place[span], 3))
    for place, building in enumerate(range(span.start, span.stop)):
        code, year = stock.codes[building], int(stock.year[building])
        yield House(
            code=code,
            footprint=inner[place],
            valid_from=date(year, 1, 1),
            house_code=code,
            codes=((SCHEME, f"{places.parcels[building]}F{places.number[building]:04d}"),),
            parcel=unit_code(places.parcels[building]),
            address=stock.addresses[building],
            usage=USES[stock.use[building]].id,
            structure=KINDS[structures.kind[place]],
            year=year,
            storeys=int(stock.storeys[building]),
            area_gross=floors[place],
            safety=GRADES[structures.grade[place]],
            attributes={**MADE_UP, "zone": plan.zones[stock.zone[building]].code},
        )


def tell_dwellings(plan: Plan, tract: int, structures: Structures, places: Places) -> Iterator[Dwelling]:
    """The tract's dwellings, as its households live in them."""
    homes = draw_dwellings(plan, tract)
    households = draw_households(plan, tract, homes, structures)
    market = draw_market(plan, tract, homes, households, structures)
    stock = plan.stock
    rows = zip(
        *(column.tolist() for column in (
            homes.building, homes.place, homes.floor, homes.unit, homes.door, homes.gross, homes.net,
            homes.rooms, market.state, market.tenure, market.price, market.rent, market.sold,
        )), strict=True,
    )  # fmt: skip
    for building, place, floor, unit, door, gross, net, rooms, state, tenure, price, rent, sold in rows:
        room = f"{floor}{door:02d}"
        yield Dwelling(
            code=dwelling_code(stock.codes[building], place),
            footprint=None,
            valid_from=date(int(stock.year[building]), 1, 1),
            house=stock.codes[building],
            house_code=stock.codes[building],
            unit_code=places.unit_of(building, place),
            address=address_of(stock.addresses[building], unit, room),
            unit=str(unit),
            floor=floor,
            room=room,
            rooms=rooms,
            area_gross=gross,
            area_net=net,
            tenure=tenure_of(tenure, state),
            use_state=STATES[state],
            safety=GRADES[structures.grade[building - structures.first]],
            price=price,
            rent=rent,
            sale=None if sold < 0 else SaleState.SOLD if sold else SaleState.UNSOLD,
            sold_on=sold_on(plan.day, sold),
            attributes=MADE_UP,
        )


def dwelling_code(house: str, place: int) -> str:
    """The code of the dwelling of that number (from 0) of a house."""
    return f"{house}-{place + 1}"


def address_of(house: str | None, unit: int, room: str) -> str | None:
    """The address of a dwelling, written as its house's is."""
    if house is None:
        return None
    return (
        f"{house}{unit}单元{room}室"
        if any("一" <= letter <= "鿿" for letter in house)
        else f"{house}, {unit}-{room}"
    )
