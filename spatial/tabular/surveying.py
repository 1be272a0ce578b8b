"""What all rows of a source of cells tell, read once from end to end in bounded memory."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Protocol

from spatial.errors import RefusedError
from spatial.records import Issue, Severity
from spatial.tables import keep_content
from spatial.tabular.headings import SAMPLE, find_header, is_blank, name_columns
from spatial.tabular.lines import Line
from spatial.tabular.masking import find_mask
from spatial.tabular.points import Pair, find_pair
from spatial.vector.rows import BATCH


class Evidence(Protocol):
    """What the values of a column tell of its type."""

    @property
    def type(self) -> str: ...
    @property
    def filled(self) -> int: ...
    def take(self, cells: Sequence[Any]) -> None: ...
    def convert(self, cells: Sequence[Any]) -> list[Any]: ...
    def tell(self, kind: str | None = None) -> tuple[str, str] | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Rows of a file: `lines` reads them anew each time, `place` is what one of them is called there.

    `evidence` makes what gathers a column's type, `findings` is what was found of the file as a whole.
    """

    name: str
    place: str
    lines: Callable[[], Iterator[Line | Issue]]
    evidence: Callable[[], Evidence]
    findings: tuple[Issue, ...] = ()


@dataclass(slots=True, kw_only=True)
class Survey:
    """What all rows of a source tell: its columns, the place of its first row, how many rows there are.

    `kept` are the places of the columns that have a name or a value.
    """

    begin: int
    names: list[str]
    evidence: list[Evidence]
    findings: list[Issue]
    kept: list[int] = field(default_factory=list)
    pair: Pair | None = None
    total: int = 0

    def type_of(self, place: int) -> str:
        """The type of the column at a place."""
        return self.evidence[place].type


def survey(source: Source) -> Survey:
    """Read every row of a source. Raises RefusedError for one without rows."""
    found, nameless = _begin(source)
    for lot in lot_rows(list_rows(source, found, None)):
        if isinstance(lot, Issue):
            continue
        found.total += len(lot)
        columns = turn(lot)
        for one, column in zip(found.evidence, columns, strict=True):
            one.take(column)
        if found.pair:
            found.pair.take(columns[found.pair.east], columns[found.pair.north])
    if not found.total:
        raise RefusedError(f"“{source.name}” holds no sound row below its header; export it again.")
    filled = {place for place, one in enumerate(found.evidence) if one.filled}
    found.kept = [place for place in range(len(found.names)) if place in filled or place not in nameless]
    if unnamed := [found.names[place] for place in sorted(nameless & filled)]:
        message = f"Columns without a name are called {', '.join(unnamed)}."
        found.findings.append(note("COLUMN_WITHOUT_NAME", message, source.name))
    for name, one in zip(found.names, found.evidence, strict=True):
        if told := one.tell(find_mask(name, ())):
            found.findings.append(note(*told, f"{source.name}, {name}", Severity.WARNING))
    return found


def _begin(source: Source) -> tuple[Survey, set[int]]:
    """The survey before any row is read, and the places of the columns without a name."""
    first = [line for line in islice(source.lines(), SAMPLE) if isinstance(line, Line)]
    place = find_header([line.cells for line in first])
    if place is None:
        raise RefusedError(f"“{source.name}” has no row of two columns or more; export it again.")
    begin, has_names = place
    header = first[begin].cells if has_names else []
    widths = Counter(len(line.cells) for line in first[begin + has_names :]) or Counter([len(header)])
    named = max((place for place, cell in enumerate(header, 1) if not is_blank(cell)), default=0)
    width = max(named, widths.most_common(1)[0][0])
    names, told = name_columns(header, width)
    findings = [note("COLUMN_NAMED_TWICE", message, source.name) for message in told]
    if not has_names:
        message = f"The first row is no header, so the columns are called “{names[0]}” and so on."
        findings.append(note("HEADER_MISSING", message, source.name, Severity.WARNING))
    elif begin:
        message = f"The header was found in {source.place} {first[begin].number}; what is above was left out."
        findings.append(note("HEADER_FOUND", message, source.name))
    nameless = {place for place in range(width) if place >= len(header) or is_blank(header[place])}
    evidence = [source.evidence() for _ in names]
    number = first[begin].number + has_names
    found = Survey(begin=number, names=names, evidence=evidence, findings=findings, pair=find_pair(names))
    return found, nameless if has_names else set()


def list_rows(source: Source, survey: Survey, key: str | None) -> Iterator[Line | Issue]:
    """The rows below the header, each with a cell for each column; blank ones are left out."""
    width = len(survey.names)
    index = survey.names.index(key) if key in survey.names else None
    for line in source.lines():
        if isinstance(line, Issue):
            yield line
        elif line.number >= survey.begin and not all(map(is_blank, line.cells)):
            if len(line.cells) == width:
                yield line
            elif len(line.cells) > width and all(map(is_blank, line.cells[width:])):
                yield Line(line.number, line.cells[:width])
            else:
                yield _refuse(source, survey, line, index)


def _refuse(source: Source, survey: Survey, line: Line, index: int | None) -> Issue:
    """A row that has more or fewer cells than there are columns, kept as it is."""
    named = str(line.cells[index]).strip() if index is not None and index < len(line.cells) else ""
    code = named or str(line.number)
    names = [*survey.names, *(f"beyond {number}" for number in range(1, len(line.cells)))]
    message = f"The row has {len(line.cells)} fields, and the table has {len(survey.names)} columns; mend it."
    return Issue(
        severity=Severity.ERROR,
        code="ROW_RAGGED",
        message=message,
        object=code,
        position=f"{source.place} {line.number}",
        content=keep_content(code, dict(zip(names, line.cells, strict=False)), None),
    )


def lot_rows(rows: Iterator[Line | Issue]) -> Iterator[list[Line] | Issue]:
    """Rows many at a time; what is wrong between them as it comes."""
    lot: list[Line] = []
    for row in rows:
        if isinstance(row, Issue):
            yield row
            continue
        lot.append(row)
        if len(lot) == BATCH:
            yield lot
            lot = []
    if lot:
        yield lot


def turn(lot: list[Line]) -> list[tuple[Any, ...]]:
    """The cells of rows column by column."""
    return list(zip(*(line.cells for line in lot), strict=True))


def note(code: str, message: str, position: str, severity: Severity = Severity.INFO) -> Issue:
    """A finding about the table as a whole."""
    return Issue(severity=severity, code=code, message=message, position=position)
