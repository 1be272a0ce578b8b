"""What GDAL says is gathered; what it fails at is a sentence without our folders."""

import warnings
from pathlib import Path

import pytest

from spatial.errors import RefusedError
from spatial.vector.listening import FAILURES, listen


def test_warnings_are_gathered_in_one_line_each() -> None:
    with listen(Path("/somewhere/a.shp")) as said:
        warnings.warn("/somewhere/a.shp is\n odd.", RuntimeWarning, stacklevel=1)
        assert said == []
    assert said == ["a.shp is odd"]


@pytest.mark.parametrize("failure", FAILURES)
def test_a_failure_is_a_refusal_with_what_was_warned_of(failure: type[Exception]) -> None:
    with (
        pytest.raises(RefusedError, match=r"^a\.shp cannot be read \(.+\); fetch or export it again\.$"),
        listen(Path("/somewhere/a.shp")),
    ):
        warnings.warn("first", RuntimeWarning, stacklevel=1)
        raise failure("/somewhere/a.shp broke; It might help to pray")


def test_a_fault_of_our_own_stays_one() -> None:
    with pytest.raises(KeyError), listen(Path("a")):
        raise KeyError("ours")
