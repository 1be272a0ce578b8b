"""The code has one name, the same for all who run it."""

from tiles.code import digest_code


def test_the_code_is_named_by_a_hash_that_stays() -> None:
    first = digest_code()
    digest_code.cache_clear()
    assert digest_code() == first
    assert len(first) == 32
