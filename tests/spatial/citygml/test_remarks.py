"""What is noticed again and again is told once, with its number."""

from spatial.citygml.remarks import Remarks
from spatial.records import Severity


def test_a_remark_is_told_once_with_the_number_of_objects() -> None:
    remarks = Remarks()
    for code in ("a", "b"):
        remarks.note(Severity.INFO, "FLAT", "It is flat.", code, f"line of {code}")
    remarks.note(Severity.WARNING, "ODD", "It is odd.", "c", "line of c")
    told = [
        (issue.severity, issue.code, issue.message, issue.object, issue.position) for issue in remarks.issues
    ]
    assert told == [
        ("info", "FLAT", "2 objects: It is flat.", "", "line of a"),
        ("warning", "ODD", "It is odd.", "c", "line of c"),
    ]
