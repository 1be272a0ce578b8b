"""What is published is protected as a whole, told with its provenance, and proven before."""

from typing import Any

import pytest

from spatial.errors import RefusedError, UnknownEntryError
from tests.residents import make_area, make_dwelling, make_family
from twin.access import Viewer
from twin.access.audit import LEDGER, entries
from twin.access.people import protected_counts
from twin.access.personal import NotOpenError, Reading
from twin.layer import ADMIN, PLANNER
from twin.models import PeopleCount, Publication
from twin.publication import publish, publishing

pytestmark = pytest.mark.django_db(databases=["default", LEDGER])
READING = Reading(Viewer(frozenset({ADMIN})), "root", "statistics", "people publish")


@pytest.fixture
def city() -> tuple[str, str]:
    """A district of two streets, one of which has but three persons."""
    make_area("d", 6, 0, 9)
    first, last = (str(make_area(f"s{at}", 8, at, at).thing_id) for at in (0, 5))
    make_family(make_dwelling(0), 40)
    make_family(make_dwelling(5), 3)
    return first, last


def test_a_small_street_is_protected_and_the_other_does_not_give_it_away(city: tuple[str, str]) -> None:
    made = publish(READING)
    found = protected_counts("admin-8")
    first, last = (found.zones[zone]["persons"]["all"] for zone in city)
    assert last is None
    whole = protected_counts("city").zones["city"]["persons"]["all"]
    assert first is None or whole is None
    assert (found.k, found.moment) == (10, made.moment)
    assert found.edition.startswith("administrative areas, revision ")
    assert made.zonings["h3-8"]["edition"] == "H3 4"
    assert set(PeopleCount.objects.filter(count=None).values_list("reason", flat=True)) == {"protected"}
    assert set(PeopleCount.objects.exclude(count=None).values_list("reason", flat=True)) == {""}
    assert made.figures == PeopleCount.objects.count()
    assert made.hidden == PeopleCount.objects.filter(count=None).count()


def test_the_newest_publication_is_told(city: tuple[str, str]) -> None:
    publish(READING)
    make_family(make_dwelling(6), 60)
    made = publish(READING)
    assert protected_counts("city").moment == made.moment
    assert Publication.objects.count() == 2


def test_publishing_reads_persons_and_is_written_down_so(city: tuple[str, str]) -> None:
    publish(READING)
    [entry] = entries()
    assert (entry.who, entry.kind, entry.rows, entry.purpose) == ("root", "person", 43, "statistics")
    with pytest.raises(NotOpenError):
        publish(Reading(Viewer(frozenset({PLANNER})), "li", "statistics", "page"))


def test_nothing_is_published_that_could_be_worked_out(
    city: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def tell_all(tables: Any, counts: Any, k: int) -> dict[Any, int | None]:
        return dict(zip(tables.cells, tables.count(counts).tolist(), strict=True))

    monkeypatch.setattr(publishing, "protect", tell_all)
    with pytest.raises(RefusedError, match="could be worked out; nothing is published"):
        publish(READING)
    assert not Publication.objects.exists()


def test_a_k_that_protects_nobody_is_refused(settings: Any) -> None:
    settings.TWIN_K = 2
    with pytest.raises(RefusedError, match="protects nobody"):
        publish(READING)


def test_figures_that_are_not_there_are_told_so(city: tuple[str, str]) -> None:
    with pytest.raises(UnknownEntryError, match="are published yet"):
        protected_counts("city")
    publish(READING)
    with pytest.raises(UnknownEntryError, match="there are: admin-6, admin-8, city, h3-8"):
        protected_counts("blocks")
