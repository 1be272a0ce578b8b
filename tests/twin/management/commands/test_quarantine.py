"""Rows that wait are listed and written out."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.cities import city, write
from tests.tables import HANGZHOU, bad_row, make_table, put
from twin.ingest import Order, load

pytestmark = pytest.mark.usefixtures("twin")


def test_waiting_rows_are_listed_and_written_out(tmp_path: Path) -> None:
    put(make_table("plots", {"a": "integer"}, [("1", HANGZHOU, (1,)), bad_row("2")]), Order(keep_good=True))
    out = StringIO()
    call_command("quarantine", "plots", "--out", str(tmp_path / "bad.json"), stdout=out)
    assert "plots 2: BAD: It is bad." in out.getvalue()
    assert "1 rows wait" in out.getvalue()
    assert "bad.json --partial --as plots" in out.getvalue()
    [row] = json.loads((tmp_path / "bad.json").read_text())["features"]
    assert (row["id"], row["reasons"]) == ("2", ["BAD: It is bad."])


def test_rows_of_a_city_are_written_out_as_they_were_read(tmp_path: Path) -> None:
    broken = city({"a": 9, "b": 12})
    broken["CityObjects"]["b"]["geometry"][0]["boundaries"][0][0][0][0] = 10**6
    load(write(tmp_path / "one.city.json", broken), Order(keep_good=True))
    call_command("quarantine", "one", "--out", str(tmp_path / "bad.json"), stdout=StringIO())
    [row] = json.loads((tmp_path / "bad.json").read_text())
    assert (row["object"], set(row)) == ("b", {"object", "reasons", "row"})
    with pytest.raises(CommandError, match="choose another place"):
        call_command("quarantine", "one", "--out", str(tmp_path / "no" / "bad.json"), stdout=StringIO())


def test_an_unknown_dataset_is_named() -> None:
    with pytest.raises(CommandError, match="no dataset nowhere"):
        call_command("quarantine", "nowhere", stdout=StringIO())
