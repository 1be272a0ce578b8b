"""Land use is known by its first level, in either edition's second level too."""

import pytest

from spatial.codes.schemes.land_use import CLASSES, check_land_use


def test_there_are_twelve_classes_of_the_first_level() -> None:
    assert list(CLASSES) == [f"{number:02}" for number in range(1, 13)]


@pytest.mark.parametrize("code", ["07", "071", "0701", "12"])
def test_a_class_of_either_level_passes(code: str) -> None:
    assert check_land_use(code) is None


@pytest.mark.parametrize("code", ["7", "13", "00", "07011", "R2"])
def test_what_is_no_class_is_told(code: str) -> None:
    fault = check_land_use(code)
    assert fault is not None and fault.code == "UNKNOWN_CODE" and "give 01 to 12" in fault.message
