"""What keeps a model runnable: each object holds its own lines of the text, one record the rest of it.

An object's lines stand among its attributes under `inp`, by section; coordinates do not, where its footprint
says the same. `write_inp` puts the text together again.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import shapely

from spatial.pipe_networks.inp import Dialect, Inp, Line
from spatial.records import CityObject, Generic, Issue, Link, Node, Severity

KEPT = "inp"
MODEL = "model"

Sections = dict[str, list[str]]


class Keeping:
    """The lines of a text by the object they are of; `codes` are the keys of the objects, by kind.

    `findings` tell of what objects there are lines, but no object; none tells of those `known` besides.
    """

    def __init__(self, inp: Inp, dialect: Dialect, codes: dict[str, set[str]], known: set[str]) -> None:
        self.dialect = dialect
        self.owned: dict[tuple[str, str], Sections] = defaultdict(lambda: defaultdict(list))
        self.rest: Sections = defaultdict(list)
        self.findings: list[Issue] = []
        kinds = {section: kind for kind, owned in dialect.owned.items() for section in owned}
        told: set[tuple[str, str]] = set()
        for section, lines in inp.sections.items():
            self.rest[section] = []
            for line in lines:
                words = line.tokens
                kind = kinds.get(section)
                if section == "TAGS" and len(words) > 1:
                    kind, words = dialect.tags.get(words[0].upper()), words[1:]
                if not words:
                    self.rest[section].append(line.text)
                    continue
                key = dialect.key(words[0])
                if kind and key in codes[kind]:
                    self.owned[kind, key][section].append(line.text)
                    continue
                self.rest[section].append(line.text)
                if kind and key not in known and (kind, key) not in told:
                    told.add((kind, key))
                    self.findings.append(_miss(kind, words[0], section, line))

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


def _miss(kind: str, code: str, section: str, line: Line) -> Issue:
    """The finding about a line that tells of an object there is not."""
    message = f"[{section}] tells of a {kind} “{code}”, which is not there; add it or remove the line."
    return Issue(
        severity=Severity.WARNING, code="OBJECT_MISSING", message=message, object=code, position=line.position
    )


def write_inp(records: Iterable[CityObject], dialect: Dialect) -> str:
    """The model's text put together from its records, the coordinates in the system of their footprints."""
    text: Sections = defaultdict(list)
    for record in records:
        for section, lines in record.attributes.get(KEPT, {}).items():
            text[section].append(lines)
        id = record.name or record.code if isinstance(record, Generic) else record.code
        for section, x, y in _list_points(record, dialect):
            text[section].append(f"{_quote(id)} {x!r} {y!r}")
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
