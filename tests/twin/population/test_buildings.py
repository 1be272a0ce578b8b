"""Buildings and zones are read as the twin holds them now."""

import pytest
from shapely import from_wkb

from spatial.errors import RefusedError
from twin.models import AdminArea, Building
from twin.population.buildings import count_buildings, read_areas, read_buildings

pytestmark = pytest.mark.usefixtures("hangzhou")


def test_every_building_of_now_is_read_by_code_and_an_assumed_height_is_not() -> None:
    lines = list(read_buildings())
    assert len(lines) == count_buildings() == Building.objects.filter(parent=None).count()
    assert [line.code for line in lines] == sorted(line.code for line in lines)
    assert {line.height for line in lines} == {None}
    assert all(from_wkb(line.footprint).area > 0 and line.storeys for line in lines)


def test_buildings_of_one_code_are_told_apart() -> None:
    first = Building.objects.order_by("code").first()
    assert first is not None
    first.pk, first.thing_id, first.klass = None, first.thing_id + 10**6, "double"
    first.save()
    codes = [line.code for line in read_buildings()]
    assert len(set(codes)) == len(codes) and f"{first.code}~2" in codes


def test_zones_are_the_areas_of_the_lowest_level() -> None:
    areas = read_areas("admin-areas")
    assert len(areas) == AdminArea.objects.filter(admin_level=8).count() > 1
    assert all(area.name.endswith("街道") for area in areas)


def test_any_layer_of_areas_will_do_and_others_are_refused() -> None:
    assert len(read_areas("land-use")) > 100
    with pytest.raises(RefusedError, match="has no areas"):
        read_areas("places")
    with pytest.raises(RefusedError, match="Zones are a layer of areas"):
        read_areas("no-such")
