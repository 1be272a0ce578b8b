"""Workbooks made for tests, by what writes the fixture."""

import importlib.util
from pathlib import Path
from typing import Any

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"
_SPEC = importlib.util.spec_from_file_location("register_workbook", FIXTURES / "excel/generate.py")
assert _SPEC and _SPEC.loader
_WRITER: Any = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_WRITER)


def write_workbook(path: Path, sheets: dict[str, list[list[object]]], hidden: tuple[str, ...] = ()) -> Path:
    """A workbook of these sheets."""
    written: Path = _WRITER.write_workbook(path, sheets, hidden)
    return written
