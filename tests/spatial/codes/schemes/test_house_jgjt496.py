"""A house code whose layout nobody here has seen is kept as it is, and that is told."""

from spatial.citation import Confidence
from spatial.codes.schemes.house_jgjt496 import SCHEME, take_as_it_is


def test_no_code_is_refused_by_a_layout_that_is_not_known() -> None:
    assert take_as_it_is("330106-7") is None
    assert SCHEME.source.confidence is Confidence.RECALLED
    assert "has not been seen" in SCHEME.unchecked
