"""The profile a table might be loaded with: which kind its columns fit best, and how they fill its fields."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache

from spatial.profile.kinds import Slot, dimensions_of, list_slots, name_kinds
from spatial.records import Record
from spatial.registers import PERSONAL, Person
from spatial.tables import Table
from spatial.tabular.masking import find_mask
from spatial.tabular.preview import ColumnView, TableView
from spatial.tabular.synonyms import plain, read_synonyms, read_unit
from spatial.vector.shapes import KINDS

LEAST = 0.3
FEWEST = 2
UNNAMED = 0.8
"""What a kind's score is worth where no column is called as its ids are."""
LONGEST_YEAR = 4
IDENTITY, SCHEME = "identity", "person-id"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldMap:
    """Where a field's value is to come from, and the values that are not understood."""

    name: str
    column: str
    decode: str | None = None
    form: str | None = None
    factor: float = 1.0
    translate: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A table's map to the kind it fits best; `scores` tells how well each kind does, 1 at best.

    `attributes` are the other columns that are kept as they are (None: all), `left_out` those that are not.
    """

    table: str
    kind: str
    scores: Mapping[str, float]
    code: tuple[str, ...]
    secret: Mapping[str, str]
    fields: tuple[FieldMap, ...]
    attributes: tuple[str, ...] | None
    left_out: tuple[str, ...]


def propose(view: TableView) -> Proposal | None:
    """The map of a table to the kind that its columns fit best; None where they fit none."""
    scores = {kind: score for kind in read_synonyms().fields if (score := _score(view.table, kind))}
    if not scores:
        return None
    best = max(scores, key=lambda kind: scores[kind])
    return _map(view, best, dict(sorted(scores.items(), key=lambda one: -one[1])))


def _score(table: Table, kind: str) -> float:
    """The share of the columns known of any kind that are of this one; a word of many kinds tells less."""
    record = name_kinds()[kind]
    names = [plain(column.name) for column in table.columns]
    said = read_synonyms()
    mapped = {said.fields[kind][name] for name in names if name in said.fields[kind]}
    required = {name for name, slot in list_slots(record).items() if slot.required}
    shapes = {KINDS.index(shape) for shape in table.geometry if not table.made}
    known = {name: 1 / len(kinds) for name in names if (kinds := _kinds_of(name))}
    own = [name for name in known if kind in _kinds_of(name)]
    if len(own) < FEWEST or required - mapped or shapes - dimensions_of(record):
        return 0.0
    share = sum(known[name] for name in own) / sum(known.values())
    score = share * (1.0 if said.codes[kind] & set(names) or required else UNNAMED)
    return score if score >= LEAST else 0.0


@cache
def _kinds_of(name: str) -> frozenset[str]:
    """The kinds that have a column of this plain name."""
    said = read_synonyms()
    return frozenset(kind for kind in said.fields if name in said.fields[kind] or name in said.codes[kind])


def _map(view: TableView, kind: str, scores: Mapping[str, float]) -> Proposal:
    record = name_kinds()[kind]
    maps: dict[str, FieldMap] = {}
    for column in view.columns:
        name = read_synonyms().fields[kind].get(plain(column.name))
        if name and name not in maps:
            maps[name] = _map_field(name, kind, column, list_slots(record)[name])
    code = _find_code(view, kind, maps)
    secret = _find_secret(view, record, code, maps)
    mapped = {*code, *(one.column for one in maps.values())}
    others = [column for column in view.columns if column.name not in mapped]
    hidden = [column.name for column in view.columns if column.masked and column.name not in mapped]
    open_ = [column.name for column in others if not column.masked]
    is_personal = record in PERSONAL
    return Proposal(
        table=view.table.name,
        kind=kind,
        scores=scores,
        code=code,
        secret=secret,
        fields=tuple(maps.values()),
        attributes=() if is_personal else tuple(open_) if hidden else None,
        left_out=tuple([*hidden, *open_] if is_personal else hidden),
    )


def _find_code(view: TableView, kind: str, maps: Mapping[str, FieldMap]) -> tuple[str, ...]:
    """The column that is called as the ids of a kind are, else the first that tells the rows apart."""
    named = [column.name for column in view.columns if plain(column.name) in read_synonyms().codes[kind]]
    if named:
        return (named[0],)
    required = [name for name, slot in list_slots(name_kinds()[kind]).items() if slot.required]
    if required:
        return tuple(maps[name].column for name in required)
    return tuple([column.name for column in view.columns if column.is_key and column.filled == view.rows][:1])


def _find_secret(
    view: TableView, record: type[Record], code: tuple[str, ...], maps: Mapping[str, FieldMap]
) -> dict[str, str]:
    """The columns whose values identify a person, each with its scheme, "" for one that is not known.

    In a table about something else they are sealed all the same, so that no finding tells them.
    """
    named = code if record is Person else (maps["person"].column,) if "person" in maps else ()
    if not named:
        return {column.name: "" for column in view.columns if column.masked == IDENTITY}
    columns = {column.name: column for column in view.columns}
    return {name: SCHEME if find_mask("", columns[name].values) == IDENTITY else "" for name in named}


def _map_field(name: str, kind: str, column: ColumnView, slot: Slot) -> FieldMap:
    """How a column fills a field: as it is, or by decoder, form, factor or translation."""
    if issubclass(slot.type, StrEnum):
        return _translate(name, kind, column)
    if name.endswith("year") and any(len(text) != LONGEST_YEAR for text in column.values):
        return FieldMap(name=name, column=column.name, decode="year")
    if slot.type is date and column.type == "integer":
        return FieldMap(name=name, column=column.name, form="%Y%m%d")
    factor = read_synonyms().factors.get(slot.unit or "", {}).get(read_unit(column.name), 1.0)
    return FieldMap(name=name, column=column.name, factor=factor)


def _translate(name: str, kind: str, column: ColumnView) -> FieldMap:
    words = read_synonyms().words
    known = words.get(f"{kind}-{name}") or words.get(name, {})
    found = {text: known.get(plain(text)) for text in column.values}
    translate = {text: word for text, word in found.items() if word}
    return FieldMap(
        name=name,
        column=column.name,
        translate={} if all(text == word for text, word in translate.items()) else translate,
        unknown=() if column.masked else tuple(text for text, word in found.items() if not word),
    )
