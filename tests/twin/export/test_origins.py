"""A file says which question it answers, for whom, and whom to thank."""

from datetime import UTC, date, datetime

import pytest

from tests.queries import ask, fill_buildings
from twin.access import Times
from twin.export.origins import cite_system, name_system, tell_origin
from twin.export.reading import survey
from twin.models import Source

pytestmark = pytest.mark.django_db


def test_an_origin_tells_question_audience_and_thanks() -> None:
    fill_buildings()
    Source.objects.update(licence="ODbL 1.0", attribution="© OpenStreetMap contributors")
    times = Times((date(2024, 1, 1), None), datetime(2026, 1, 1, tzinfo=UTC))
    told = tell_origin(ask(language="zh", address="http://twin/q", times=times), survey(ask()))
    assert (told["layer"], told["address"], told["audience"]) == ("buildings", "http://twin/q", "anonymous")
    assert (told["valid"], told["as_of"]) == ("2024-01-01/..", "2026-01-01T00:00:00+00:00")
    assert (told["licence"], told["attribution"]) == ("ODbL 1.0", "© OpenStreetMap contributors")
    assert (told["rows"], told["source"], told["crs"]) == ("2", "made", "OGC:CRS84")
    assert "publisher" not in told


def test_systems_are_named_and_cited() -> None:
    assert name_system(4549) == "EPSG:4549 (CGCS2000 / 3-degree Gauss-Kruger CM 120E)"
    assert cite_system(4549) == "http://www.opengis.net/def/crs/EPSG/0/4549"
    assert cite_system(4326) == "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
