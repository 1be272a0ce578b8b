"""The grades of danger are A to D, as the register's own."""

from spatial.codes.scheme import check_code
from spatial.codes.schemes.safety_grade import GRADES
from spatial.registers import SafetyGrade


def test_the_grades_are_those_of_the_register() -> None:
    assert list(GRADES) == list(SafetyGrade)


def test_another_letter_is_no_grade() -> None:
    fault = check_code("safety-grade", "E")
    assert fault is not None and fault.message == "“E” is no safety grade of JGJ 125; give one of A, B, C, D."
