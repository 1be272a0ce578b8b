"""The list goes dataset by dataset and page by page, and an answer closes a report once."""

import pytest

from spatial.errors import RefusedError
from tests.reports import put_building
from twin.access import NOBODY, Viewer, find_object
from twin.layer import EVERYONE
from twin.models import Building, ErrorReport, Openness
from twin.reporting import Said, answer, take, tell_reports, tell_state

pytestmark = pytest.mark.django_db
PLANNER = Viewer(frozenset({"anonymous", "planner"}))
ADMINISTRATOR = Viewer(EVERYONE)


def put(code: str, dataset: str = "made") -> ErrorReport:
    """A report about a building of a dataset."""
    known = find_object(NOBODY, put_building(code, dataset=dataset).thing_id)
    assert known is not None
    said = Said(about="other", field="", words="x", contact="li@example.org")
    return ErrorReport.objects.get(ticket=take(known, said, "192.0.2.1"))


def test_pages_go_on_through_the_datasets(monkeypatch: pytest.MonkeyPatch) -> None:
    made = [put("1", "b"), put("2", "a"), put("3", "b")]
    monkeypatch.setattr("twin.reporting.book.PAGE", 2)
    first = tell_reports(PLANNER, "open", None, 0)
    assert [one["id"] for one in first["reports"]] == [made[1].pk, made[0].pk]
    second = tell_reports(PLANNER, "open", None, first["next"])
    assert ([one["id"] for one in second["reports"]], second["next"]) == ([made[2].pk], None)


def test_an_answer_closes_a_report_once_and_drops_its_contact() -> None:
    made = put("1")
    with pytest.raises(RefusedError, match="why"):
        answer(PLANNER, made.pk, False, "", "li")
    answer(PLANNER, made.pk, False, "属实", "li")
    made.refresh_from_db()
    assert (made.state, made.contact, made.sender, made.who) == ("rejected", "", "", "li")
    with pytest.raises(RefusedError, match="no open report"):
        answer(PLANNER, made.pk, True, "", "li")


def test_what_was_closed_since_is_for_administrators_and_hidden_from_its_reporter() -> None:
    made = put("1")
    Building.objects.update(openness=Openness.CLOSED)
    assert tell_reports(PLANNER, "open", None, 0)["reports"] == []
    with pytest.raises(RefusedError):
        answer(PLANNER, made.pk, True, "", "li")
    assert len(tell_reports(ADMINISTRATOR, "open", None, 0)["reports"]) == 1
    told = tell_state(NOBODY, made.ticket)
    assert told is not None
    assert (told["object"], told["uri"], told["state"]) == (None, None, "open")
    assert not {"contact", "answered_by", "id"} & set(told)
