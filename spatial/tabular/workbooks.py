"""Workbooks of Excel and OpenDocument: every sheet that holds a table, its cells with types of their own."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from spatial.errors import RefusedError
from spatial.format import Asked
from spatial.records import Issue, Severity
from spatial.tables import Table
from spatial.tabular.evidence import CellEvidence
from spatial.tabular.gathering import gather
from spatial.tabular.lines import Line
from spatial.tabular.packages import inspect, refuse_locked
from spatial.tabular.reach import Reach
from spatial.tabular.surveying import Source, note

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook


class BrokenSheetError(RefusedError):
    """A sheet that cannot be read: without it the file would seem to have lost its rows."""


def read_tables(path: Path, asked: Asked) -> list[Table]:
    """A table for each sheet that holds one, in the workbook's order. Raises RefusedError for none."""
    reaches = inspect(path)
    names, told = _list_sheets(path, reaches)
    tables: list[Table] = []
    for name in names:
        try:
            tables.append(gather(_make_source(path, name, reaches.get(name)), asked))
        except BrokenSheetError:
            raise
        except RefusedError as refusal:
            told.append(note("SHEET_LEFT_OUT", f"{refusal} The sheet was left out.", name, Severity.WARNING))
    if not tables:
        raise RefusedError(
            f"{path.name} holds no sheet with a table of two columns or more; fill it, or save the sheet "
            "meant as CSV."
        )
    first = tables[0]
    return [replace(first, lots=lambda key: chain(told, first.lots(key))), *tables[1:]]


def _list_sheets(path: Path, reaches: dict[str, Reach]) -> tuple[list[str], list[Issue]]:
    """The names of the sheets to read, and what is to be told of the others."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    book = open_workbook(path)
    names: list[str] = []
    told: list[Issue] = []
    for sheet in book.sheets_metadata:
        if sheet.visible != SheetVisibleEnum.Visible:
            told.append(note("SHEET_LEFT_OUT", "The sheet is hidden and was left out.", sheet.name))
        elif sheet.typ != SheetTypeEnum.WorkSheet:
            told.append(note("SHEET_LEFT_OUT", "It is no sheet of cells and was left out.", sheet.name))
        elif _is_empty(path, book, sheet.name, reaches):
            told.append(note("SHEET_LEFT_OUT", "The sheet is empty and was left out.", sheet.name))
        else:
            names.append(sheet.name)
    return names, told


def _is_empty(path: Path, book: "CalamineWorkbook", name: str, reaches: dict[str, Reach]) -> bool:
    """Whether a sheet holds nothing; where it was not measured it is to be read for that."""
    return not (reaches[name].cells if name in reaches else _open_sheet(path, book, name).height)


def _make_source(path: Path, name: str, reach: Reach | None) -> Source:
    """A sheet as a source, with what is to be told of its cells."""
    findings: tuple[Issue, ...] = ()
    if reach and reach.errors:
        message = (
            f"Cells hold an error such as #N/A ({reach.errors:,}, the first in {reach.first_error}); they "
            "were read as empty: mend their formulas."
        )
        findings = (note("CELL_ERROR", message, name, Severity.WARNING),)

    def lines() -> Iterator[Line | Issue]:
        rows = _open_sheet(path, open_workbook(path), name).iter_rows()
        return (Line(number, cells) for number, cells in enumerate(rows, 1))

    return Source(name=name, place="row", lines=lines, evidence=CellEvidence, findings=findings)


def open_workbook(path: Path) -> "CalamineWorkbook":
    """The workbook, known by its content. Raises RefusedError."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        with path.open("rb") as stream:
            return CalamineWorkbook.from_filelike(stream)
    except PasswordError:
        raise refuse_locked(path) from None
    except (CalamineError, OSError, ValueError) as error:
        raise RefusedError(f"{path.name} cannot be read as a workbook ({error}); save it again.") from None


def _open_sheet(path: Path, book: "CalamineWorkbook", name: str) -> "CalamineSheet":
    """A sheet with its cells."""
    from python_calamine import CalamineError

    try:
        return book.get_sheet_by_name(name)
    except CalamineError as error:
        raise BrokenSheetError(
            f"{path.name}: sheet “{name}” cannot be read ({error}); save the workbook again."
        ) from None
