"""The provinces are all there, each once."""

from spatial.codes.provinces import PROVINCES, PROVINCES_FROM


def test_there_are_thirty_four_provinces_and_their_equals() -> None:
    assert len(PROVINCES) == len({text.zh for text in PROVINCES.values()}) == 34
    assert PROVINCES["33"].zh == "浙江省" and PROVINCES["33"].en == "Zhejiang"
    assert PROVINCES_FROM.seen
