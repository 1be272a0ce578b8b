"""Check characters of ISO 7064 as Chinese standards use them: MOD 11-2 and MOD 31-3."""

MOD_11_2 = "10X98765432"
ALPHABET_31 = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The characters of MOD 31-3: without I, O, S, V and Z, which are mistaken for digits."""

_WEIGHTS_11 = tuple(2 ** (17 - place) % 11 for place in range(17))
_WEIGHTS_31 = tuple(3**place % 31 for place in range(17))
_VALUES_31 = {character: value for value, character in enumerate(ALPHABET_31)}


def check_character_11(digits: str) -> str:
    """The eighteenth character to seventeen digits, 0 to 9 or X (GB 11643)."""
    return MOD_11_2[sum(int(one) * weight for one, weight in zip(digits, _WEIGHTS_11, strict=True)) % 11]


def check_character_31(characters: str) -> str:
    """The eighteenth character to seventeen of the alphabet (GB 32100)."""
    total = sum(_VALUES_31[one] * weight for one, weight in zip(characters, _WEIGHTS_31, strict=True))
    return ALPHABET_31[-total % 31]
