"""Words of a line become figures by their columns, and what is none is said."""

import pytest

from spatial.pipe_networks.columns import Column, convert, read_number, read_values
from spatial.pipe_networks.units import Units

PIPE = (Column("to"), Column("length_m", "length"), Column("loss", "number", needed=False))


def test_figures_become_metric_and_words_stay() -> None:
    assert read_values(["n2", "100"], PIPE, Units("GPM")) == {"to": "n2", "length_m": 30.48}
    assert read_values(["n2", "100", "0.5"], PIPE, Units("LPS")) == {"to": "n2", "length_m": 100, "loss": 0.5}


def test_words_behind_the_last_column_are_left_alone() -> None:
    assert read_values(["n2", "1", "2", "more"], PIPE, Units("LPS")) == {"to": "n2", "length_m": 1, "loss": 2}


def test_a_line_too_short_names_what_is_missing() -> None:
    assert read_values(["n2"], PIPE, Units("GPM")) == "needs 3 values, this line has 2; add length_m."


@pytest.mark.parametrize("word", ["ten", "nan", "inf", "1e999", "", "1,5"])
def test_what_is_no_finite_number_is_named(word: str) -> None:
    assert read_number(word) is None
    told = read_values(["n2", word], PIPE, Units("GPM"))
    assert told == f"length_m: “{word}” is no number; correct it."


def test_a_conversion_leaves_no_trace_of_its_multiplication() -> None:
    assert convert(12, 25.4) == 304.8
    assert convert(0.1 + 0.2, 1.0) == 0.1 + 0.2
