"""Sectors are the letters A to T."""

from spatial.codes.scheme import check_code
from spatial.codes.schemes.sector import SECTORS


def test_there_are_twenty_sectors_from_a_to_t() -> None:
    assert "".join(SECTORS) == "ABCDEFGHIJKLMNOPQRST"
    assert SECTORS["K"].zh == "房地产业"


def test_a_letter_beyond_and_a_class_within_are_no_sector() -> None:
    for value in ("U", "C13", "制造业"):
        fault = check_code("sector", value)
        assert fault is not None and f"“{value}” is no sector of GB/T 4754; give one of A, B" in fault.message
