"""What is warmed is kept as if it had been asked for, for everybody alone; what is cleared is gone."""

from dataclasses import replace

import pytest
from django.conf import LazySettings
from django.test import Client

from spatial.errors import RefusedError
from tests.archives import fill, share_database
from tiles.archive.planning import Wanted, find_areas
from tiles.asking import Asked
from tiles.dropping import clear, kept, settle
from tiles.warming import warm
from twin.access import NOBODY, Viewer
from twin.layer import EVERYONE, layers

pytestmark = pytest.mark.usefixtures("twin")
ROADS = Wanted(Asked(NOBODY, (layers["roads"],)), (13, 15))


@pytest.fixture(autouse=True)
def emptied(monkeypatch: pytest.MonkeyPatch, settings: LazySettings) -> None:
    """Two roads, and nothing kept yet."""
    settings.TWIN_TILE_CACHE = 2**30
    share_database(monkeypatch)
    settle()
    clear()
    fill("roads", [1, 50])


def test_warmed_tiles_are_the_servers_and_lie_there_before_they_are_asked_for(client: Client) -> None:
    told: list[tuple[int, int]] = []
    held = warm([ROADS], 1, lambda done, total: told.append((done, total)))
    files = list(kept())
    assert held == len(files) > 0 and told[-1][0] == told[-1][1] >= held
    z, x, name = files[0].parts[-3:]
    answer = client.get(
        f"/tiles/roads/{z}/{x}/{name.partition('.')[0]}.mvt", headers={"accept-encoding": "gzip"}
    )
    assert answer.content == files[0].read_bytes()


def test_clearing_drops_all_or_what_is_named() -> None:
    warm([ROADS], 1, lambda done, total: None)
    before = set(kept())
    clear(["buildings"])
    assert set(kept()) == before
    clear(["roads"], find_areas([(120.15, 30.2, 120.2, 30.3)]))
    left = set(kept())
    assert set() < left < before
    clear()
    assert not set(kept())


def test_what_is_not_everybodys_is_not_warmed() -> None:
    staff = replace(ROADS, asked=Asked(Viewer(EVERYONE), ROADS.asked.layers))
    with pytest.raises(RefusedError, match="Only what everybody may see"):
        warm([staff], 1, lambda done, total: None)


def test_where_nothing_is_kept_nothing_is_warmed(settings: LazySettings) -> None:
    settings.TWIN_TILE_CACHE = 0
    with pytest.raises(RefusedError, match="No tiles are kept here"):
        warm([ROADS], 1, lambda done, total: None)
