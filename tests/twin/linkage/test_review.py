"""What is proposed is shown with both its sides, and decided once, for good."""

import pytest
from django.utils import timezone

from spatial.errors import RefusedError
from tests.factories import LONG_AGO, make_version
from tests.planted import ties
from twin.access import Viewer
from twin.linkage import decide, tell_queue, tell_tie
from twin.models import Dwelling, House, Openness, Register, Tie

pytestmark = [pytest.mark.django_db(databases=["default", "ledger"]), pytest.mark.usefixtures("linked")]
HOUSING = Viewer(frozenset({"anonymous", "housing"}))
WHOLE = Viewer(frozenset({"admin"}))


def tie_of(thing: str, target: str) -> Tie:
    """A current tie."""
    return Tie.objects.get(thing__code=thing, target__code=target, recorded__upper_inf=True)


def test_proposed_ties_are_told_side_by_side() -> None:
    queue = tell_queue(HOUSING)
    assert (queue["waiting"], queue["next"]) == (6, None)
    told = next(tie for tie in queue["ties"] if tie["target"]["fields"]["code"] == "H5")
    assert told["reason"].en == "Its address is the house's. But its code is that of another house."
    assert told["thing"]["fields"]["address"] == "浙江省杭州市西湖区文三路50号1单元101室"
    assert told["target"]["fields"]["address"] == "浙江省杭州市西湖区文三路50号"
    assert told["thing"]["uri"] == "/id/housing/dwelling/D2-1"
    assert tell_queue(HOUSING, "house-building")["ties"] == []


def test_the_queue_goes_on_where_a_page_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("twin.linkage.review.PAGE", 4)
    first = tell_queue(HOUSING)
    second = tell_queue(HOUSING, after=first["next"])
    assert [len(page["ties"]) for page in (first, second)] == [4, 2]
    assert (second["waiting"], second["next"]) == (6, None)
    assert {tie["id"] for tie in first["ties"]}.isdisjoint(tie["id"] for tie in second["ties"])


def test_of_a_person_nothing_is_shown() -> None:
    person = tell_tie(HOUSING, Tie.objects.get(relation="person-household", thing__code="hash1").pk)
    assert person is not None
    assert person["thing"] == {"kind": "person", "dataset": "police", "fields": {}}
    assert tell_tie(HOUSING, 0) is None


@pytest.mark.parametrize("model", [Dwelling, House])
def test_a_tie_of_a_closed_row_is_neither_told_nor_counted(model: type[Register]) -> None:
    number = tie_of("D2-1", "H5").pk
    model._default_manager.filter(code__in=["D2-1", "H5"]).update(openness=Openness.CLOSED)
    waiting = 4 if model is Dwelling else 5
    queue = tell_queue(HOUSING)
    assert (queue["waiting"], len(queue["ties"]), tell_tie(HOUSING, number)) == (waiting, waiting, None)
    assert tell_queue(WHOLE)["waiting"] == 6


def test_a_tie_of_a_row_closed_before_is_not_told_since_its_reason_may_quote_it() -> None:
    row = Dwelling.objects.get(code="D2-1")
    Dwelling.objects.filter(pk=row.pk).update(openness=Openness.CLOSED, recorded=(LONG_AGO, timezone.now()))
    make_version(Dwelling, "D2-1", dataset="housing", recorded=(timezone.now(), None))
    assert tell_tie(HOUSING, tie_of("D2-1", "H5").pk) is None


def test_a_reason_is_kept_back_where_a_thing_is_not_shown_any_more() -> None:
    Dwelling.objects.filter(code="D2-1").delete()
    told = tell_tie(HOUSING, tie_of("D2-1", "H5").pk)
    assert told is not None
    assert (told["thing"]["fields"], told["reason"]) == ({}, None)


def test_confirming_one_closes_its_rivals_and_says_who() -> None:
    chosen, rival = tie_of("D2-1", "H5"), tie_of("D2-1", "H2")
    decided = decide(chosen.pk, True, "li")
    assert (decided.method, decided.who, decided.standing) == ("hand", "li", "stands")
    assert ties("dwelling-house", thing__code="D2-1") == {"D2-1": ("H5", "hand", "stands")}
    rival.refresh_from_db()
    assert rival.recorded.upper is not None


def test_rejecting_one_leaves_its_rivals() -> None:
    decide(tie_of("D2-1", "H2").pk, False, "li")
    assert tie_of("D2-1", "H5").standing == "proposed"


def test_a_tie_that_is_not_current_cannot_be_decided() -> None:
    number = tie_of("D2-1", "H2").pk
    decide(number, False, "li")
    with pytest.raises(RefusedError, match="not current any more"):
        decide(number, True, "wang")
