"""Check characters agree with worked examples of the standards, and no wrong character passes."""

import random

import pytest

from spatial.codes.check_digits import ALPHABET_31, MOD_11_2, check_character_11, check_character_31


@pytest.mark.parametrize("whole", ["11010519491231002X", "440524188001010014"])
def test_the_examples_of_gb_11643_end_in_their_check_character(whole: str) -> None:
    assert check_character_11(whole[:-1]) == whole[-1]


def test_the_example_of_gb_32100_ends_in_its_check_character() -> None:
    assert check_character_31("91350100M000100Y4") == "3"


def test_every_single_wrong_character_and_every_swap_of_neighbours_is_noticed() -> None:
    draw = random.Random(5)
    for alphabet, check in (
        (MOD_11_2.replace("X", ""), check_character_11),
        (ALPHABET_31, check_character_31),
    ):
        body = "".join(draw.choice(alphabet) for _ in range(17))
        wrong = {body[:at] + other + body[at + 1 :] for at in range(17) for other in alphabet}
        wrong |= {body[:at] + body[at + 1] + body[at] + body[at + 2 :] for at in range(16)}
        wrong.discard(body)
        assert len(wrong) > 150
        assert {one for one in wrong if check(one) == check(body)} == set()
