"""What was planted in a register is found, all of it and no more: vacancies, conflicts, orphans, mislinks."""

from collections import Counter

import pytest

from spatial.analysis import analyses
from tests.planted import EACH, HOUSES
from twin.access import Viewer
from twin.authority import look_for_conflicts, tell_conflicts
from twin.layer import ADMIN, EVERYONE
from twin.linkage import tell_orphans
from twin.models import Stock, Tie
from twin.runner import Asker, run
from twin.stock import refresh

pytestmark = [pytest.mark.django_db(databases=["default", "ledger"]), pytest.mark.usefixtures("linked")]
WHOLE = Viewer(frozenset({ADMIN}))
SILENT, UNTIED = 6, {11, 12}
"""The house whose dwellings say no use state, and those no dwelling is tied to for certain."""
DWELLINGS = len(HOUSES) * len(EACH)


def test_the_planted_vacancies_are_counted_in_the_city_and_house_by_house() -> None:
    outcome = run(analyses["vacancy"], {}, Asker("root", Viewer(EVERYONE)))
    found = {row["part"]: row["value"] for row in outcome["rows"] if row["measure"] == "dwellings"}
    vacant = len(HOUSES) - 1
    assert found == {
        **{"habitable": DWELLINGS, "vacant": vacant, "unknown": len(EACH), "uninhabitable": 0},
        "occupied": DWELLINGS - vacant - len(EACH),
    }
    refresh()
    stock = Stock.objects.filter(recorded__upper_inf=True).values_list(
        "code", "occupied", "vacant", "unknown"
    )
    sure = {f"B{number}": (len(EACH) - 1, 1, 0) for number in HOUSES if number not in UNTIED}
    expected = sure | {"B2": (len(EACH) - 2, 1, 0), f"B{SILENT}": (0, 0, len(EACH)), "B11": (0, 0, 0)}
    assert {code: tuple(counts) for code, *counts in stock} == expected


def test_the_planted_conflicts_are_listed_with_both_claims() -> None:
    look_for_conflicts()
    told = tell_conflicts(WHOLE)
    claims = {"housing": 89.2, "police": 88.0}
    assert [one["field"] for one in told] == ["area_gross"] * len(EACH)
    assert all({claim["dataset"]: claim["value"] for claim in one["claims"]} == claims for one in told)
    assert {one["uri"].rpartition("/")[2] for one in told} == {f"D1-{room}" for room in EACH}


def test_the_planted_orphans_are_all_that_are_listed() -> None:
    orphans = list(tell_orphans(WHOLE))
    named = {(one.relation, one.code) for one in orphans if one.code}
    waiting = {"D2-1", *(f"D11-{room}" for room in EACH)}
    homeless = waiting | {f"D12-{room}" for room in EACH}
    assert named == {
        *(("dwelling-house", code) for code in homeless),
        *((relation, "H12") for relation in ("house-building", "building-parcel")),
    }
    unnamed = Counter(one.relation for one in orphans if not one.code)
    assert unnamed == {"household-dwelling": 2, "person-dwelling": 3}


def test_the_mislinked_addresses_are_all_that_waits_for_review() -> None:
    proposed = Tie.objects.filter(recorded__upper_inf=True, standing="proposed")
    assert set(proposed.values_list("relation", "thing__code", "target__code", "method")) == {
        ("dwelling-house", "D2-1", "H2", "code"),
        ("dwelling-house", "D2-1", "H5", "address"),
        *(("dwelling-house", f"D11-{room}", "H11", "fuzzy") for room in EACH),
    }
