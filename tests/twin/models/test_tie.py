"""A tie stands until somebody says otherwise."""

from twin.models import Relation, Standing, Tie


def test_a_tie_stands_by_itself() -> None:
    assert Tie(relation=Relation.SAME).standing == Standing.STANDS


def test_each_relation_names_its_two_sides() -> None:
    assert all("-" in relation for relation in Relation.values if relation != Relation.SAME)
