"""Records are asked by the rules of their kind, and a wrong one keeps what it says."""

from shapely import Point

from spatial.records import Place, Severity
from spatial.registers import Dwelling
from spatial.tables import Row
from twin.ingest.asking import ask_record, said_by


def test_a_wrong_figure_is_an_error_that_keeps_the_record() -> None:
    [issue] = ask_record(Dwelling(code="D1", footprint=None, area_gross=-3.0, address="文三路478号"))
    assert issue.severity is Severity.ERROR
    assert issue.content == {
        "code": "D1",
        "values": {"area_gross": -3.0, "address": "文三路478号"},
        "geometry": None,
    }


def test_a_warning_keeps_nothing_and_a_kind_without_rules_is_not_asked() -> None:
    [issue] = ask_record(Dwelling(code="D1", footprint=None, price=0))
    assert (issue.severity, issue.content) == (Severity.WARNING, None)
    assert ask_record(Place(code="p", footprint=Point(0, 0))) == []


def test_a_row_says_its_columns_by_name() -> None:
    assert said_by(Row(code="1", footprint=None, values=(1, "b")), ["x", "y"]) == {"x": 1, "y": "b"}
