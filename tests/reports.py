"""Objects with codes, objects that have ended and reports about them, for tests of identity."""

from datetime import UTC, datetime
from typing import Any

from django.test import Client

from tests.factories import LONG_AGO, make_version, outline
from twin.models import Building, Code, ErrorReport, Thing

LATER = datetime(2020, 5, 4, 3, 2, tzinfo=UTC)


def put_building(code: str = "B1", **values: Any) -> Any:
    """A building that everyone may see."""
    return make_version(Building, code, outline("polygon", 0), **{"name": "翠苑一幢", **values})


def end_building(code: str = "old", **values: Any) -> Any:
    """A building that its source no longer tells of."""
    return put_building(code, recorded=(LONG_AGO, LATER), **values)


def issue(thing: Thing, scheme: str, code: str, until: datetime | None = None) -> Code:
    """A code of the thing."""
    return Code.objects.create(thing=thing, scheme=scheme, code=code, recorded=(LONG_AGO, until))


def report(client: Client, thing: int, **said: Any) -> ErrorReport:
    """A report as a program sends it."""
    body = {"about": "other", "words": "层数应为 7", **said}
    answer = client.post(f"/objects/{thing}/report", body, content_type="application/json")
    assert answer.status_code == 201, answer.content
    return ErrorReport.objects.get(ticket=answer["Location"].rpartition("/")[2])
