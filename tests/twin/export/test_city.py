"""Queries go out as CityJSON by the things they found; figures have no words in it."""

import json
from pathlib import Path

import pytest

from spatial.errors import RefusedError
from tests.queries import ask, fill_buildings
from twin.export.city import write_city

pytestmark = pytest.mark.django_db


def test_the_things_that_were_found_go_out(tmp_path: Path) -> None:
    fill_buildings()
    query = ask(rows=ask().rows.filter(code="bare"), whole=False)
    told: list[tuple[int, int]] = []
    write_city("cityjson", [query], tmp_path / "a", lambda done, rows: told.append((done, rows)))
    written = json.loads((tmp_path / "a").read_bytes())
    assert list(written["CityObjects"]) == ["bare"]
    assert "identifier" not in written["metadata"]


def test_what_holds_no_objects_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="holds figures"):
        write_city("cityjson", [ask("people-by-zone")], tmp_path / "a", lambda done, rows: None)
    assert not (tmp_path / "a").exists()
