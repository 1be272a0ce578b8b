"""A card in the words of a language: one document, sent as JSON and laid out as the page."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from django.utils import timezone

from spatial.authority import Claim
from spatial.codes.scheme import schemes
from spatial.text import Text
from twin.access.purposes import PURPOSES
from twin.card import Card
from twin.card.card import Event, Fact, Hazard, Home, Homes, Occupancy, Origin, Part, Pipe, Pipes, Zone
from twin.layer import Field
from twin.layer.network import VERTICALS
from twin.layer.register import CODE_SCHEMES, REGISTERS, USE_STATES

CARD = Text("房屋身份证", "House ID card")
KINDS = {
    "dwelling": Text("户（套）", "Dwelling"),
    "house": Text("楼幢", "House"),
    "building": Text("建筑物", "Building"),
    "parcel": Text("宗地", "Parcel"),
}
UNITS = {
    "m2": Text("m²", "m²"),
    "CNY/m2": Text("元/m²", "CNY/m²"),
    "CNY/mo": Text("元/月", "CNY/month"),
}
NO_STATE = Text("未知", "Unknown")


class Teller:
    """Tells a card in one language; `root` is the server's address."""

    def __init__(self, language: str, root: str) -> None:
        self.language, self.root = language, root

    def say(self, text: Text | None) -> str | None:
        """The text in the language."""
        return text.in_(self.language) if text else None

    def address(self, part: Part) -> str:
        """The permanent address of a part's thing."""
        return f"{self.root}{quote(part.uri)}"

    def show(self, field: Field, value: Any) -> str | None:
        """A value as people read it."""
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            words = field.values.get(str(value))
            return words.in_(self.language) if words else str(value)
        figure = (
            f"{value:,.2f}".rstrip("0").rstrip(".") if field.unit or isinstance(value, float) else str(value)
        )
        unit = self.say(UNITS.get(field.unit or "")) or field.unit
        return f"{figure} {unit}" if unit else figure

    def tell(self, card: Card) -> dict[str, Any]:
        """The whole document."""
        parts = [card.dwelling, *card.houses, *card.buildings, *card.parcels]
        told = {part.thing: self.tell_part(part) for part in parts if part}
        return {
            "id": card.subject.thing,
            "kind": card.subject.kind,
            "kind_title": self.say(KINDS[card.subject.kind]),
            "title": self.title(card),
            "uri": self.address(card.subject),
            "stands": card.subject.stands,
            "dwelling": told[card.dwelling.thing] if card.dwelling else None,
            "houses": [told[part.thing] for part in card.houses],
            "buildings": [told[part.thing] for part in card.buildings],
            "parcels": [told[part.thing] for part in card.parcels],
            "dwellings": self.tell_homes(card.homes) if card.homes else None,
            "occupancy": self.tell_occupancy(card.occupancy),
            "hazards": [self.tell_hazard(hazard) for hazard in card.hazards],
            "pipes": self.tell_pipes(card.pipes) if card.pipes else None,
            "conflicts": [
                {"object": part["uri"], "kind": part["kind"], "kind_title": part["kind_title"], **fact}
                for part in told.values()
                for fact in part["facts"]
                if fact["others"]
            ],
            "history": [self.tell_event(event) for event in card.history],
            "sources": [tell_origin(origin) for origin in card.sources],
        }

    def title(self, card: Card) -> str:
        """What to call the subject: its address or name, else its house's, else its own id in its source."""
        door = self.tell_door(card.subject.value("unit"), card.subject.value("room"))
        for part in (card.subject, *card.houses, *card.buildings):
            named = part.value("name") if part.kind != "dwelling" else None
            if found := part.value("address") or named:
                return f"{found} {door}" if door and part is not card.subject else str(found)
        known_by = next(iter((*card.houses, *card.buildings)), card.subject) if door else card.subject
        return f"{known_by.uri.rpartition('/')[2]} {door}".rstrip()

    def tell_door(self, unit: str | None, room: str | None) -> str:
        """A staircase and a room as an address ends with them."""
        if self.language == "zh":
            words = ((unit, "单元"), (room, "室"))
            return "".join(f"{one}{word if one.isdigit() else ''}" for one, word in words if one)
        return "-".join(one for one in (unit, room) if one)

    def tell_part(self, part: Part) -> dict[str, Any]:
        """One object of the card."""
        return {
            "id": part.thing,
            "kind": part.kind,
            "kind_title": self.say(KINDS[part.kind]),
            "uri": self.address(part),
            "stands": part.stands,
            "codes": [
                {"scheme": scheme, "title": self.say(name_scheme(scheme)), "code": code}
                for scheme, code in part.codes
            ],
            "facts": [self.tell_fact(fact) for fact in part.facts],
            "withheld": [{"name": one.name, "title": self.say(one.title)} for one in part.withheld],
            "is_bare": part.kind == "building"
            and not part.codes
            and all(fact.value is None for fact in part.facts),
        }

    def tell_fact(self, fact: Fact) -> dict[str, Any]:
        """A field with its value, its source and whoever says otherwise."""
        return {
            "name": fact.field.name,
            "title": self.say(fact.field.title),
            "value": write(fact.value),
            "shown": self.show(fact.field, fact.value),
            "unit": fact.field.unit,
            "source": fact.dataset,
            "rule": self.say(fact.rule),
            "settled": fact.settled,
            "differ_since": write(fact.since),
            "others": [self.tell_claim(fact.field, claim) for claim in fact.others],
        }

    def tell_claim(self, field: Field, claim: Claim) -> dict[str, Any]:
        """What another source says of a field."""
        return {
            "source": claim.dataset,
            "value": write(claim.value),
            "shown": self.show(field, claim.value),
            "since": write(claim.since),
        }

    def tell_homes(self, homes: Homes) -> dict[str, Any]:
        """The dwellings of a house: counts, the list, and the table by staircase and floor (楼盘表)."""
        listed = [self.tell_home(home) for home in homes.listed]
        return {
            "count": len(listed),
            "more": homes.more,
            "area_gross": homes.area_gross,
            "without_area": homes.without_area,
            "states": [
                {"state": state, "title": self.say(USE_STATES[state] if state else NO_STATE), "count": count}
                for state, count in sorted(homes.states.items(), key=lambda one: (one[0] is None, one[0]))
            ],
            "listed": listed,
        }

    def tell_home(self, home: Home) -> dict[str, Any]:
        """One line of the list."""
        fields = {field.name: field for field in REGISTERS["dwelling"]}
        names = ("unit", "floor", "room", "area_gross", "area_net", "use_state", "tenure")
        values = {name: getattr(home, name) for name in names}
        shown = {
            name: self.show(fields[name], values[name]) for name in ("area_gross", "use_state", "tenure")
        }
        return {"id": home.thing, "card": f"{self.root}/card/{home.thing}", **values, "shown": shown}

    def tell_occupancy(self, occupancy: Occupancy) -> dict[str, Any]:
        """Who lives there, as far as it is told."""
        purpose = PURPOSES.get(occupancy.purpose or "")
        return {
            "shown": occupancy.shown,
            "threshold": occupancy.threshold,
            "households": occupancy.households,
            "persons": occupancy.persons,
            "purpose": self.say(purpose.title) if purpose else None,
            "household_rows": [write_row(row) for row in occupancy.household_rows],
            "person_rows": [write_row(row) for row in occupancy.person_rows],
        }

    def tell_hazard(self, hazard: Hazard) -> dict[str, Any]:
        """One kind of hazard over the site."""
        return {
            "hazard": hazard.hazard,
            "title": self.say(hazard.title),
            "exposure": hazard.exposure,
            "zones": [tell_zone(zone) for zone in hazard.zones],
            "modelled": [{"dataset": zone.dataset, "scenario": zone.scenario} for zone in hazard.spared],
        }

    def tell_pipes(self, pipes: Pipes) -> dict[str, Any]:
        """The pipelines near the site."""
        return {
            "open": pipes.open,
            "held": pipes.held,
            "within_metres": pipes.reach,
            "more": pipes.more,
            "near": [self.tell_pipe(pipe) for pipe in pipes.near],
        }

    def tell_pipe(self, pipe: Pipe) -> dict[str, Any]:
        """One pipeline; null is unknown."""
        known = [f"{level:.2f}" for level in pipe.levels if level is not None]
        return {
            "id": pipe.thing,
            "item": f"{self.root}/collections/{pipe.layer}/items/{pipe.thing}",
            "code": pipe.code,
            "network": self.say(pipe.network),
            "class": self.say(pipe.klass),
            "section": pipe.section,
            "material": self.say(pipe.material),
            "vertical": pipe.vertical,
            "vertical_title": self.say(VERTICALS.get(pipe.vertical or "")),
            "levels": list(pipe.levels),
            "shown_levels": f"{'–'.join(dict.fromkeys(known))} m" if known else None,
            "distance": round(pipe.distance, 2),
        }

    def tell_event(self, event: Event) -> dict[str, Any]:
        """One turn of the history."""
        return {
            "moment": write(event.moment),
            "kind": event.kind,
            "kind_title": self.say(KINDS[event.kind]),
            "code": event.code,
            "turn": event.turn,
            "valid": [write(day) for day in event.valid],
            "changes": [
                {
                    "name": field.name,
                    "title": self.say(field.title),
                    "before": self.show(field, before),
                    "after": self.show(field, after),
                }
                for field, before, after in event.changes
            ],
            "reshaped": event.reshaped,
            "load": tell_origin(event.origin) if event.origin else None,
        }


def name_scheme(scheme: str) -> Text:
    """What the codes of a scheme are called; its own name where nobody else names it."""
    known = schemes[scheme].title if scheme in schemes.entries else CODE_SCHEMES.get(scheme)
    return known or Text(scheme, scheme)


def tell_zone(zone: Zone) -> dict[str, Any]:
    """A hazard zone that reaches the site."""
    return {
        "dataset": zone.dataset,
        "scenario": zone.scenario,
        "grade": zone.grade,
        "rank": zone.rank,
        "scheme": zone.scheme,
        "depth_from": zone.depth[0],
        "depth_to": zone.depth[1],
    }


def tell_origin(origin: Origin) -> dict[str, Any]:
    """A load and its file."""
    return {
        "load": origin.load,
        "moment": write(origin.moment),
        "dataset": origin.dataset,
        "file": origin.file,
        "sha256": origin.sha256,
    }


def write_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row about a person as the gate gave it."""
    return {
        name: [write(one) for one in value] if isinstance(value, list) else write(value)
        for name, value in row.items()
    }


def write(value: Any) -> Any:
    """Dates as ISO 8601, moments in the city's time to the second; anything else as it is."""
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else value


def stack_homes(listed: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The table of a house (楼盘表): its staircases, each with its floors from the top and their doors."""
    units: dict[Any, dict[Any, list[Mapping[str, Any]]]] = {}
    for home in listed:
        units.setdefault(home["unit"], {}).setdefault(home["floor"], []).append(home)
    return [
        {
            "unit": unit,
            "floors": [
                {"floor": floor, "homes": floors[floor]}
                for floor in sorted(floors, key=lambda floor: (floor is None, -(floor or 0)))
            ],
        }
        for unit, floors in units.items()
    ]
