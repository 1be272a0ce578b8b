"""Whatever a review shows has a name in both languages."""

import pytest

from spatial.text import Text
from twin.linkage import titles
from twin.linkage.likeness import OF_DWELLINGS, OF_HOUSES
from twin.linkage.review import FIELDS
from twin.models import Method, Relation


@pytest.mark.parametrize(
    ("named", "words"),
    [
        (titles.RELATIONS, set(Relation.values)),
        (titles.METHODS, set(Method.values)),
        (titles.PARTS, {part.field for model in (OF_HOUSES, OF_DWELLINGS) for part in model.comparisons}),
        (titles.KINDS, {*FIELDS, "household", "person"}),
        (titles.FIELDS, {field for fields in FIELDS.values() for field in fields}),
    ],
)
def test_every_word_has_a_title(named: dict[str, Text], words: set[str]) -> None:
    assert set(named) == words
    assert all(title.zh and title.en for title in named.values())
