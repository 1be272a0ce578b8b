"""Columns have the names of the fields; the twin's own give way, long ones are cut between letters."""

from datetime import date, time

import pytest

from twin.export.columns import give_way, list_columns, number, plain


def test_names_that_are_taken_are_numbered_whatever_their_case() -> None:
    assert number(["a", "A", "b", "a"]) == ["a", "A_2", "b", "a_3"]
    assert number(["geom"], ["GEOM"]) == ["geom_2"]


def test_names_are_cut_between_letters_and_stay_apart() -> None:
    names = ["height_source", "height_south", "建筑面积"]
    assert number(names, longest=10) == ["height_sou", "height_s_2", "建筑面"]


def test_the_twins_own_names_give_way() -> None:
    assert give_way("id", ["ID", "_id"]) == "__id"


@pytest.mark.django_db
def test_an_id_comes_before_the_fields_and_times_after_them() -> None:
    from tests.queries import ask

    names = [column.name for column in list_columns(ask())]
    assert (names[0], names[-2:]) == ("id", ["valid_from", "valid_to"])
    assert names[1:-2] == [field.name for field in ask().fields]
    assert list_columns(ask())[-1].kind == "date"


def test_values_are_what_their_column_holds() -> None:
    assert plain("date", "2024-05-31") == date(2024, 5, 31)
    assert plain("time", time(8, 30)) == "08:30:00"
    assert plain("number", 1) == 1.0
    assert plain("integer", None) is None
