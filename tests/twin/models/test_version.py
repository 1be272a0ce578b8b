"""Every kind of object has the columns, times and partial indexes of a version."""

import pytest
from django.db import connection

from spatial.profile.kinds import name_kinds
from twin.changes import kinds
from twin.models import Openness, Recorded, Version


@pytest.mark.django_db
@pytest.mark.parametrize("kind", Version.__subclasses__(), ids=lambda kind: kind.__name__)
def test_what_stands_now_is_found_by_partial_indexes(kind: type[Version]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE tablename = %s", [kind._meta.db_table])
        definitions = [row[0] for row in cursor.fetchall()]
    for column in ("(tile)", "(footprint)", "(attributes jsonb_path_ops)", "(upper(name) gin_trgm_ops)"):
        [found] = [one for one in definitions if column in one]
        assert "WHERE upper_inf(recorded)" in found


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.__name__)
def test_each_kind_is_the_table_of_the_record_of_its_name(kind: type[Recorded]) -> None:
    [record] = [one for one in name_kinds().values() if one.__name__ == kind.__name__]
    columns = {field.name for field in kind._meta.get_fields()}
    translated = {
        "grid": "raster",
        "solid": "shape",
        "valid_from": "valid",
        "valid_to": "valid",
        "codes": "thing",
    }
    bare = set() if issubclass(kind, Version) else {"solid"}
    assert {translated.get(name, name) for name in record.__dataclass_fields__ if name not in bare} <= columns


def test_rows_are_ordered_from_open_to_closed() -> None:
    assert Openness.OPEN < Openness.LIMITED < Openness.CLOSED
