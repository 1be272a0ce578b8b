"""Files of tables looked at before they are loaded: what is in them, and the profile that would fit them."""

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings

from spatial.errors import RefusedError
from spatial.format import Asked
from spatial.privacy.anonymity import count_below, group, k_anonymity, l_diversity, t_closeness
from spatial.tables import Lot, Table
from spatial.tabular.preview import TableView, look
from spatial.tabular.profile_writing import write_profile
from spatial.tabular.proposal import Proposal, propose
from twin.ingest.loading import choose
from twin.ingest.recognise import recognise
from twin.ingest.uploads import keep_file

LARGEST_SENT = 16 * 2**20


class Preview(NamedTuple):
    """A table as it was looked at, and the kind of record it fits; None where it fits none."""

    view: TableView
    proposal: Proposal | None


@dataclass(frozen=True, slots=True)
class Anonymity:
    """How anonymous rows are by the columns `quasi`: `below` of them look like fewer than `least`.

    `size` is k, of the smallest group that looks the same; `diversity` (l) and `closeness` (t) are of the
    column `sensitive`, where one was named.
    """

    quasi: tuple[str, ...]
    sensitive: str | None
    size: int
    least: int
    below: int
    diversity: int
    closeness: float


def preview(path: Path, asked: Asked, names: tuple[str, ...] = ()) -> list[Preview]:
    """Look at the tables of a file, or those of these names. Raises RefusedError where it has none."""
    format = recognise(path).format
    if format.tables is None:
        raise RefusedError(f"{path.name} ({format.title.en}) holds no tables; load it as it is.")
    views = [look(table) for table in choose(format.tables(path, asked), names)]
    return [Preview(view, propose(view)) for view in views]


def judge_anonymity(table: Table, quasi: Sequence[str], sensitive: str | None) -> Anonymity:
    """How anonymous the rows of a whole table are by these columns; what is missing is a value like others.

    Raises RefusedError where the table has no such column.
    """
    names = [column.name for column in table.columns]
    if absent := [name for name in (*quasi, sensitive) if name is not None and name not in names]:
        raise RefusedError(f"Table “{table.name}” has no column “{absent[0]}”; it has {', '.join(names)}.")
    places = [names.index(name) for name in quasi]
    at = [] if sensitive is None else [names.index(sensitive)]

    def write(lot: Lot, row: int, columns: Sequence[int]) -> tuple[str, ...]:
        return tuple(str(lot.columns[place][row]) for place in columns)

    lots = (item for item in table.lots(None) if isinstance(item, Lot))
    groups = group((write(lot, row, places), write(lot, row, at)) for lot in lots for row in range(len(lot)))
    least = settings.TWIN_K
    return Anonymity(
        tuple(quasi),
        sensitive,
        k_anonymity(groups),
        least,
        count_below(groups, least),
        l_diversity(groups),
        t_closeness(groups),
    )


def preview_sent(name: str, size: int | None, chunks: Iterable[bytes], asked: Asked) -> list[Preview]:
    """Look at a file that was sent, of which nothing stays. Raises RefusedError for one that is too large."""
    if size is None or size > LARGEST_SENT:
        raise RefusedError(
            f"A file of more than {LARGEST_SENT // 2**20} MB is not looked at here; do it on the server by "
            "`manage.py preview`."
        )
    with tempfile.TemporaryDirectory() as folder:
        return preview(keep_file(Path(folder), name, chunks), asked)


def write_proposals(previews: list[Preview]) -> str:
    """The profile proposed for the tables that fit a kind; empty where none does."""
    found = [one.proposal for one in previews if one.proposal]
    return write_profile(found) if found else ""


def tell(one: Preview) -> dict[str, Any]:
    """A preview as JSON."""
    view, proposal = one
    return {
        "table": view.table.name,
        "rows": view.table.total,
        "looked_at": view.rows,
        "geometry": list(view.table.geometry),
        "crs": view.table.crs,
        "columns": [
            {
                "name": column.name,
                "type": column.type,
                "filled": column.filled,
                "different": len(column.values),
                "more": column.more,
                "masked": column.masked,
                "samples": column.samples,
                "field": find_field(proposal, column.name),
            }
            for column in view.columns
        ],
        "findings": [
            {
                "severity": issue.severity.value,
                "code": issue.code,
                "position": issue.position,
                "message": issue.message,
                "number": view.counts[issue.severity, issue.code],
            }
            for issue in view.findings
        ],
        "scores": dict(proposal.scores) if proposal else {},
        "unmapped": list_unmapped(one),
    }


def find_field(proposal: Proposal | None, column: str) -> str | None:
    """The field that a column is to fill, "code" for an id alone."""
    if proposal is None:
        return None
    fields = {rule.column: rule.name for rule in proposal.fields}
    return fields.get(column, "code" if column in proposal.code else None)


def list_unmapped(one: Preview) -> list[str]:
    """The columns that fill no field and are no id, by the proposal; all where there is none."""
    mapped = {*one.proposal.code, *(rule.column for rule in one.proposal.fields)} if one.proposal else set()
    return [column.name for column in one.view.columns if column.name not in mapped]
