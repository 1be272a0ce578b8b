"""Files of tables looked at before they are loaded: what is in them, and the profile that would fit them."""

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from spatial.errors import RefusedError
from spatial.format import Asked
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


def preview(path: Path, asked: Asked, names: tuple[str, ...] = ()) -> list[Preview]:
    """Look at the tables of a file, or those of these names. Raises RefusedError where it has none."""
    format = recognise(path).format
    if format.tables is None:
        raise RefusedError(f"{path.name} ({format.title.en}) holds no tables; load it as it is.")
    views = [look(table) for table in choose(format.tables(path, asked), names)]
    return [Preview(view, propose(view)) for view in views]


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
