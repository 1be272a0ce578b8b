"""The figures of an outcome as one table: a row for each place, a column for each measure and part."""

from dataclasses import dataclass
from typing import Any

from spatial.amounts import name_unit, write_figure
from spatial.text import Text
from twin.runner.outlines import Key, key_of

NAMES = {"unplaced": Text("不在任何分区", "in no zone"), "city": Text("全市", "whole city")}
NAMED = ("place", "zone", "code", "name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A measure, or a part of one."""

    measure: str
    part: str | None
    title: str
    part_title: str | None
    unit: str
    unit_words: str
    share: bool
    divided: bool

    @property
    def key(self) -> str:
        """The name it is told by."""
        return f"{self.measure}.{self.part}" if self.part else self.measure

    @property
    def whole_title(self) -> str:
        """Measure and part in words."""
        return f"{self.title} · {self.part_title}" if self.part_title else self.title

    def write(self, value: float) -> str:
        """A figure of it, without its unit."""
        return write_figure(value, self.share)


@dataclass(frozen=True, slots=True)
class Place:
    """A zone, what lies in none, or the city: what it is called, and its rows by the key of their column."""

    named: dict[str, Any]
    figures: dict[str, dict[str, Any]]

    @property
    def key(self) -> tuple[str, Key]:
        """What tells it from the others."""
        return self.named["place"], key_of(self.named)


def make_column(outcome: dict[str, Any], measure: str, part: str | None, language: str) -> Column:
    """A measure of an outcome in words."""
    told = outcome["measures"][measure]
    share = bool(told.get("share"))
    return Column(
        measure=measure,
        part=part,
        title=told["title"][language],
        part_title=part and told["parts"].get(part, {}).get(language, part),
        unit=told["unit"],
        unit_words=name_unit(told["unit"], language, share),
        share=share,
        divided=bool(told["numerator"]),
    )


def list_columns(outcome: dict[str, Any], language: str) -> list[Column]:
    """The measures and parts there are, in their order."""
    found = dict.fromkeys((row["measure"], row["part"]) for row in outcome["rows"])
    return [make_column(outcome, measure, part, language) for measure, part in found]


def list_places(outcome: dict[str, Any]) -> list[Place]:
    """The places there are, in their order."""
    places: dict[Any, Place] = {}
    for row in outcome["rows"]:
        place = Place({name: row[name] for name in NAMED}, {})
        key = f"{row['measure']}.{row['part']}" if row["part"] else row["measure"]
        places.setdefault(place.key, place).figures[key] = row
    return list(places.values())


def name_place(named: dict[str, Any], language: str) -> str:
    """What a place is called."""
    return named["name"] or NAMES[named["place"]].in_(language)


def explain(outcome: dict[str, Any], row: dict[str, Any], language: str) -> str:
    """Why a row has no figure; nothing where it has one."""
    return outcome["reasons"][row["reason"]][language] if row["reason"] else ""
