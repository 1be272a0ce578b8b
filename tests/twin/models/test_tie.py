"""A tie stands until somebody says otherwise, and those told in words become codes without loss."""

from importlib import import_module
from typing import Any

import pytest
from django.db import connection

from twin.models import Relation, Standing, Tie

BEFORE = """
CREATE TEMP TABLE twin_tie (id bigint, relation text, method text, reason text, standing text);
INSERT INTO twin_tie SELECT number, 'same', 'code', said, 'stands'
FROM unnest(%s::text[]) WITH ORDINALITY AS line (said, number)
"""
SAID: tuple[tuple[str, str, dict[str, Any] | None], ...] = (
    ("Its house code “H1” is that of the house in the same source.", "reference", None),
    (
        "Its house code is that of the house in the same source. But its address is that of another house.",
        "reference",
        {"other_address": True},
    ),
    (
        "Its dwelling code is that of the dwelling in another source. 2 such are known.",
        "reference-elsewhere",
        {"number": 2},
    ),
    (
        "Its own code is a code of the building, “a” b” (survey).",
        "listed-own-code",
        {"code": "a” b", "scheme": "survey"},
    ),
    ("It names the dwelling by its real-estate unit code.", "names-unit-code", None),
    ("Its parcel's unit code is “3301”.", "names-unit-code", {"code": "3301"}),
    (
        "By the house told of it: Its dwellings’ unit codes begin with the parcel's, “3301”.",
        "dwellings-unit-codes",
        {"code": "3301", "through_house": True},
    ),
    (
        "Its address is the building's: “文三路20号”. They lie 462 m apart.",
        "address",
        {"code": "文三路20号", "apart": 462},
    ),
    (
        "Its address is that of the house. But its code is that of another.",
        "address",
        {"other_code": True},
    ),
    (
        "Its address is that of the building's house: “文三路20号”.",
        "address-of-house",
        {"code": "文三路20号"},
    ),
    (
        "By the building it tells of: A point on its surface lies in the parcel.",
        "within",
        {"through_building": True},
    ),
    ("The nearest building, 5.0 m away.", "nearest", {"metres": 5.0}),
    ("Likely by name +9.5, road -0.7 bits.", "likeness", {"bits": {"name": 9.5, "road": -0.7}}),
    ("Nothing tells for or against it.", "likeness", {"bits": {}}),
    ("A employment names the workplace by its code, in the same source.", "employment", None),
    ("Somebody's own words.", "words", {"words": "Somebody's own words."}),
)


def test_a_tie_stands_by_itself() -> None:
    assert Tie(relation=Relation.SAME).standing == Standing.STANDS


def test_each_relation_names_its_two_sides() -> None:
    assert all("-" in relation for relation in Relation.values if relation != Relation.SAME)


@pytest.mark.django_db
def test_ties_written_in_words_become_codes_with_what_they_quote() -> None:
    history: Any = import_module("twin.migrations.0020_reasons_of_ties")
    with connection.cursor() as cursor:
        create, fill = BEFORE.split(";")
        cursor.execute(create)
        cursor.execute(fill, [[said for said, _, _ in SAID]])
        for sql in (history.READ, history.CONVERT, history.FORGET):
            cursor.execute(sql)
    told = Tie.objects.order_by("pk").values_list("relation", "reason", "quoted")
    assert list(told) == [("same", reason, quoted) for _, reason, quoted in SAID]
