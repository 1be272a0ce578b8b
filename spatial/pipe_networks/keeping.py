"""What keeps a model runnable: each object holds its own lines of the text, one record the rest of it.

An object's lines stand among its attributes under `inp`, by section; coordinates do not, where its footprint
says the same. `write_inp` puts the text together again.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import shapely

from spatial.pipe_networks.inp import Dialect, Inp
from spatial.records import CityObject, Generic, Link, Node

KEPT = "inp"
MODEL = "model"

Sections = dict[str, list[str]]


class Keeping:
    """The lines of a text by the object they are of; `codes` are the keys of the objects, by kind."""

    def __init__(self, inp: Inp, dialect: Dialect, codes: dict[str, set[str]]) -> None:
        self.dialect = dialect
        self.owned: dict[tuple[str, str], Sections] = defaultdict(lambda: defaultdict(list))
        self.rest: Sections = defaultdict(list)
        kinds = {section: kind for kind, owned in dialect.owned.items() for section in owned}
        for section, lines in inp.sections.items():
            self.rest[section] = []
            for line in lines:
                words = line.tokens
                kind = kinds.get(section)
                if section == "TAGS" and len(words) > 1:
                    kind, words = dialect.tags.get(words[0].upper()), words[1:]
                key = dialect.key(words[0]) if words else ""
                if kind and key in codes[kind]:
                    self.owned[kind, key][section].append(line.text)
                else:
                    self.rest[section].append(line.text)

    def lines_of(self, kind: str, code: str, drawn: bool) -> dict[str, Any]:
        """The attribute that keeps an object's lines; without coordinates where it is `drawn`."""
        told = self.owned.get((kind, self.dialect.key(code)), {})
        kept = {
            section: "\n".join(lines)
            for section, lines in told.items()
            if not (drawn and section == self.dialect.drawn[kind])
        }
        return {KEPT: kept}

    def describe_model(self, name: str | None, **attributes: Any) -> Generic:
        """The record of the model itself, with all of its text that is of no one object."""
        rest = {section: "\n".join(lines).strip("\n") for section, lines in self.rest.items()}
        return Generic(
            code=MODEL,
            footprint=None,
            name=name,
            klass=f"{self.dialect.program} model",
            attributes={**attributes, KEPT: rest},
        )


def write_inp(records: Iterable[CityObject], dialect: Dialect) -> str:
    """The model's text put together from its records, the coordinates in the system of their footprints."""
    text: Sections = defaultdict(list)
    for record in records:
        for section, lines in record.attributes.get(KEPT, {}).items():
            text[section].append(lines)
        for section, x, y in _list_points(record, dialect):
            text[section].append(f"{_quote(record.code)} {x!r} {y!r}")
    order = [*dialect.sections, *(section for section in text if section not in dialect.sections)]
    parts = [
        f"[{section}]\n" + "\n".join(text[section]) + "\n" for section in order if section and section in text
    ]
    return "\n".join([*text.get("", []), *parts])


def _list_points(record: CityObject, dialect: Dialect) -> Iterator[tuple[str, float, float]]:
    """The coordinate lines that a footprint stands for, as (section, x, y)."""
    kind = "node" if isinstance(record, Node) else "link" if isinstance(record, Link) else record.klass
    section = dialect.drawn.get(kind or "")
    if section is None or record.footprint is None or section in record.attributes[KEPT]:
        return
    points = shapely.get_coordinates(record.footprint).tolist()
    inner = {0: points, 1: points[1:-1], 2: points[:-1]}[int(shapely.get_dimensions(record.footprint))]
    for x, y in inner:
        yield section, x, y


def _quote(code: str) -> str:
    return f'"{code}"' if " " in code else code
