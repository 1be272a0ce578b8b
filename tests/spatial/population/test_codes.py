"""The made-up codes stand up to the checks of real ones, and no two are alike."""

import numpy as np

from spatial.codes.scheme import check_code
from spatial.population.codes import COUNTY, credit_code, parcel_code, pseudonyms, unit_code


def test_credit_codes_have_valid_check_characters() -> None:
    codes = [credit_code(number) for number in range(0, 9_999_999, 33_331)]
    assert len(set(codes)) == len(codes)
    assert not any(check_code("credit-code", code) for code in codes)


def test_unit_codes_have_the_layout_of_the_standard_in_a_county_that_is_none() -> None:
    for code in (unit_code(parcel_code(3, 7), 2, 15), unit_code(parcel_code(0, 250_000))):
        assert len(code) == 28 and code.startswith(COUNTY) and not check_code("unit-code", code)
    assert unit_code(parcel_code(3, 7), 2, 15) == "990100004001GB00008F00020015"
    assert parcel_code(0, 99_999) == "990100001002GB00001"


def test_pseudonyms_look_like_hashes_and_differ_by_person_and_seed() -> None:
    codes = [*pseudonyms(1, np.arange(5000)), *pseudonyms(2, np.arange(5000))]
    assert len(set(codes)) == 10_000 and {len(code) for code in codes} == {32}
    assert pseudonyms(1, np.arange(10, 12)) == pseudonyms(1, np.arange(12))[10:]
