"""Rows that wait are listed and written out."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.tables import HANGZHOU, bad_row, make_table, put
from twin.ingest import Order

pytestmark = pytest.mark.usefixtures("twin")


def test_waiting_rows_are_listed_and_written_out(tmp_path: Path) -> None:
    put(make_table("plots", {"a": "integer"}, [("1", HANGZHOU, (1,)), bad_row("2")]), Order(keep_good=True))
    out = StringIO()
    call_command("quarantine", "plots", "--out", str(tmp_path / "bad.json"), stdout=out)
    assert "plots 2: BAD: It is bad." in out.getvalue()
    assert "1 rows wait" in out.getvalue()
    [row] = json.loads((tmp_path / "bad.json").read_text())
    assert row == {"object": "2", "reasons": ["BAD: It is bad."], "row": {"code": "2"}}


def test_an_unknown_dataset_is_named() -> None:
    with pytest.raises(CommandError, match="no dataset nowhere"):
        call_command("quarantine", "nowhere", stdout=StringIO())
