"""Errors of a row are gathered in the order they are found."""

from spatial.records import Severity
from spatial.vector.faults import Fault, Faults, blame


def test_a_row_may_have_several_errors() -> None:
    faults: Faults = {}
    blame(faults, 3, "A", "One.")
    blame(faults, 3, "B", "Two.", "name")
    assert faults == {
        3: [Fault(Severity.ERROR, "A", "One.", "geometry"), Fault(Severity.ERROR, "B", "Two.", "name")]
    }
