"""A load is undone by its number."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.cities import city, write
from twin.ingest import Order, load

pytestmark = pytest.mark.usefixtures("twin")


def test_what_was_undone_is_told(tmp_path: Path) -> None:
    report = load(write(tmp_path / "one.city.json", city({"a": 9})), Order(), "tester")
    out = StringIO()
    call_command("unload", str(report.load), stdout=out)
    assert "1 rows closed, 0 standing again, 0 left" in out.getvalue()
    with pytest.raises(CommandError, match="undone"):
        call_command("unload", str(report.load))
