"""The codes of made-up registers: well formed, and of a county that does not exist."""

import numpy as np

from spatial.codes.check_digits import check_character_31
from spatial.generator.chance import Whole

COUNTY = "990100"
"""No county: division codes (GB/T 2260) begin with 11 to 82."""
PER_SUBDISTRICT = 99_999
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
ORGANISATION_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ENTERPRISE = "91"
_GOLDEN, _FIRST, _SECOND = (
    np.uint64(factor) for factor in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB)
)


def parcel_code(zone: int, number: int) -> str:
    """The nineteen characters of parcel `number` (from 0) of a cadastral district (GB/T 37346)."""
    part, place = divmod(number, PER_SUBDISTRICT)
    return f"{COUNTY}{zone % 999 + 1:03d}{part + 1:03d}GB{place + 1:05d}"


def unit_code(parcel: str, house: int = 0, dwelling: int = 0) -> str:
    """The 28 characters of a dwelling, or of a parcel alone (W and eight zeros)."""
    return f"{parcel}F{house:04d}{dwelling:04d}" if house else f"{parcel}W00000000"


def credit_code(number: int) -> str:
    """The unified social credit code of made-up enterprise `number` (GB 32100-2015, GB 11714-1997)."""
    body = f"M{number:07d}"
    values = [ORGANISATION_ALPHABET.index(letter) for letter in body]
    rest = -sum(map(int.__mul__, values, ORGANISATION_WEIGHTS)) % 11
    told = f"{ENTERPRISE}{COUNTY}{body}{'X' if rest == 10 else rest}"
    return told + check_character_31(told)


def pseudonyms(seed: int, numbers: Whole) -> list[str]:
    """For each person a code like a keyed hash: 32 characters, no two alike."""
    words = np.empty((numbers.size, 2), dtype=">u8")
    with np.errstate(over="ignore"):
        for place in (0, 1):
            state = numbers.astype(np.uint64) * np.uint64(2) + np.uint64(place)
            state = (state + np.uint64(seed) * _SECOND) * _GOLDEN
            for factor, shift in ((_FIRST, 30), (_SECOND, 27)):
                state = (state ^ (state >> np.uint64(shift))) * factor
            words[:, place] = state ^ (state >> np.uint64(31))
    told = words.tobytes().hex()
    return [told[start : start + 32] for start in range(0, len(told), 32)]
