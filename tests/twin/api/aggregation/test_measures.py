"""Each measure is read by its name, and means the same of arrays as in the database."""

import numpy as np
import pytest
from django.db import connection

from spatial.text import Text
from twin.api.aggregation.measures import Measure, read_measures
from twin.doorway.problems import BadParameterError
from twin.layer import Field

FIELDS = (
    Field(name="height", title=Text("高度", "Height"), type="number", unit="m"),
    Field(name="storeys", title=Text("层数", "Storeys"), type="integer"),
    Field(name="class", title=Text("类别", "Class")),
)
NAMES = ("sum", "mean", "min", "max", "p0", "p12.5", "p50", "p97.125", "p100")


def test_names_are_read_once_each_with_their_field_and_title() -> None:
    count, mean, middle = read_measures("mean:height,count,mean:height,p50:storeys,sum:storeys", FIELDS)
    assert [one.name for one in (count, mean, middle)] == ["mean:height", "p50:storeys", "sum:storeys"]
    assert (count.title("en"), count.title("zh")) == ("Height (mean)", "高度 (平均)")
    assert (mean.percent, mean.title("en")) == (50.0, "Storeys (p50)")
    assert read_measures("count", FIELDS) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sum:class", "no number field"),
        ("sum:secret", "number fields are: height, storeys"),
        ("median:height", "is no measure"),
        ("p101:height", "is no measure"),
        ("p-1:height", "is no measure"),
        ("", "is no measure"),
        ("sum", "no number field"),
        (",".join(f"p{at}:height" for at in range(21)), "at most 20"),
    ],
)
def test_what_cannot_be_measured_is_refused(text: str, said: str) -> None:
    with pytest.raises(BadParameterError, match=said):
        read_measures(text, FIELDS)


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_arrays_are_measured_as_the_database_does(name: str) -> None:
    numbers = np.random.default_rng(3).normal(10, 4, 57)
    [measure] = read_measures(f"{name}:height", FIELDS)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {measure.sql('v')} FROM unnest(%s::float8[]) AS v", [numbers.tolist()])
        [found] = cursor.fetchone()
    assert measure.of(numbers) == pytest.approx(found, rel=1e-12)
    assert measure.of(numbers[:0]) is None


def test_whole_numbers_stay_whole_but_for_means_and_percentiles() -> None:
    told = [Measure("", kind, FIELDS[1], 50).tell(3.0) for kind in ("sum", "min", "max", "mean", "p")]
    assert [type(one) for one in told] == [int, int, int, float, float]
    assert Measure("", "sum", FIELDS[1]).tell(None) is None
