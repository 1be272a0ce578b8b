"""Names of properties are read as they are written, and a strange one is refused with those there are."""

import pytest

from twin.doorway.problems import BadParameterError
from twin.doorway.properties import PROPERTIES, read_names, refuse_strange


def test_no_text_names_no_property() -> None:
    assert read_names("") == frozenset()
    assert read_names("a,b") == {"a", "b"}


def test_a_strange_name_is_refused_with_those_there_are() -> None:
    refuse_strange(PROPERTIES, ["b"], ["b", "a"], "these tiles")
    with pytest.raises(BadParameterError) as refused:
        refuse_strange(PROPERTIES, ["z", "b", "y"], ["b", "a"], "these tiles")
    assert str(refused.value) == (
        "The parameter “properties” names “y”, which is no property of these tiles; there are: a, b."
    )
