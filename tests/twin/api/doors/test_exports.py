"""An export's address tells how it stands, its file is for its owner alone, and it can be let go of."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.housing import sign_up
from tests.queries import ask, fill_buildings
from twin.access import NOBODY, Viewer
from twin.api.spooling import defer, work
from twin.export import keeping
from twin.models import Export

pytestmark = pytest.mark.usefixtures("ledger", "db")
CSV = "text/csv; charset=utf-8"
STAFF = Viewer(frozenset({"anonymous", "planner"}))


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, settings: Any) -> None:
    settings.TWIN_EXPORTS = tmp_path / "exports"


def put(who: str = "", seen_by: Viewer = NOBODY, form: str = "csv", made: bool = True) -> str:
    """The address of an export, that the worker has had where it is `made`."""
    kept = defer(who, None, ask(viewer=seen_by), form, "code=bare", "http://testserver")
    assert kept
    if made:
        work(str(kept.pk))
    return f"/exports/{kept.pk}"


def test_its_status_leads_to_its_file(client: Client) -> None:
    fill_buildings()
    here = put(made=False)
    waiting = client.get(here).json()
    assert (waiting["status"], waiting["progress"], len(waiting["links"])) == ("accepted", 0, 1)
    assert client.get(f"{here}/file").status_code == 409
    work(waiting["jobID"])
    told = client.get(here).json()
    assert (told["status"], told["progress"], told["rows"], told["rowsDone"]) == ("successful", 100, 1, 1)
    assert (told["collection"], told["form"], told["query"]) == ("buildings", "csv", "code=bare")
    link = told["links"][-1]
    assert (link["rel"], link["type"], link["title"]) == ("enclosure", CSV, "buildings.csv")
    answer: Any = client.get(link["href"])
    assert answer["Content-Disposition"] == 'attachment; filename="buildings.csv"'
    assert answer["Content-Type"] == CSV
    content = b"".join(answer.streaming_content)
    assert len(content) == told["size"]
    assert b"bare" in content


def test_nginx_sends_the_file_where_it_stands_before(client: Client, settings: Any) -> None:
    fill_buildings()
    here = put()
    settings.TWIN_SERVED = True
    answer = client.get(f"{here}/file")
    assert answer["X-Accel-Redirect"] == f"/.{here.removeprefix('/')}/buildings.csv"
    assert answer["Cache-Control"] == "private, no-cache"
    assert answer.content == b""


def test_nobody_else_learns_of_it(client: Client) -> None:
    fill_buildings()
    li, wang = sign_up("li", "planner"), sign_up("wang", "planner")
    here = put("li", STAFF)
    for who in (None, wang):
        if who:
            client.force_login(who)
        for path in (here, f"{here}/file", f"{here}?f=html"):
            assert client.get(path).status_code == 404
        assert client.delete(here).status_code == 404
    client.force_login(li)
    assert client.get(here).status_code == 200
    answer = client.get(f"{here}/file")
    assert answer.status_code == 200
    answer.close()


def test_it_can_be_let_go_of(client: Client) -> None:
    fill_buildings()
    here = put()
    kept = Export.objects.get()
    assert client.delete(here).json()["status"] == "dismissed"
    assert client.get(f"{here}/file").status_code == 410
    assert not keeping.folder(kept).exists()
    other = put(made=False)
    assert client.post(other).status_code == 303
    assert client.get(other).json()["status"] == "dismissed"


def test_one_that_failed_says_why(client: Client, settings: Any) -> None:
    fill_buildings()
    settings.TWIN_EXPORT_SPACE = 1
    here = put()
    assert client.get(here).json()["message"].startswith("There is no room")
    assert client.get(f"{here}/file").status_code == 409


def test_its_page_has_the_file_and_what_the_form_cannot_hold(client: Client) -> None:
    fill_buildings()
    page = client.get(f"{put(form='shapefile')}?f=html&lang=en").content.decode()
    assert "Download the file" in page
    assert "Names of 10 bytes" in page
    waiting = client.get(f"{put(made=False)}?f=html&lang=zh").content.decode()
    assert '<meta http-equiv="refresh"' in waiting
