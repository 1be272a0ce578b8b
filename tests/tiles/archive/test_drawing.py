"""A batch holds the server's bytes, of one moment, drawn by the code and on the day that were ordered."""

from dataclasses import replace

import pytest
from django.test import Client
from django.utils import timezone
from pmtiles.tile import zxy_to_tileid

from spatial.errors import RefusedError, UnknownEntryError
from spatial.tile_matrix import WEB_MERCATOR
from tests.factories import fill_layer
from tiles.archive.drawing import Batch, Order, draw
from tiles.archive.moment import hold
from tiles.asking import Asked
from tiles.code import digest_code
from tiles.covering import count_rows
from twin.access import NOBODY
from twin.layer import ANONYMOUS, layers

pytestmark = pytest.mark.usefixtures("twin")


@pytest.fixture
def order() -> Order:
    """Two roads, asked for by the public."""
    fill_layer(layers["roads"], [1, 2])
    return Order(
        groups=(ANONYMOUS,),
        layers=("roads",),
        valid=None,
        recorded=None,
        moment="",
        day=timezone.localdate(),
        code=digest_code(),
    )


def carry_out(order: Order, ids: list[int]) -> Batch:
    """The batch, drawn by another session than the one that holds the moment."""
    from concurrent.futures import ThreadPoolExecutor

    from django.db import connection

    def work(order: Order) -> Batch:
        try:
            return draw(order, ids)
        finally:
            connection.close()

    with hold() as moment, ThreadPoolExecutor(1) as pool:
        return pool.submit(work, replace(order, moment=moment)).result()


def test_a_batch_holds_the_bytes_the_server_gives_and_no_empty_tiles(order: Order, client: Client) -> None:
    cells = sorted(count_rows(Asked(NOBODY, (layers["roads"],)), WEB_MERCATOR, 15))
    ids = sorted(zxy_to_tileid(15, x, y) for x, y in [*cells, (0, 0)])
    batch = carry_out(order, ids)
    served = {
        zxy_to_tileid(15, x, y): client.get(
            f"/tiles/roads/15/{x}/{y}.mvt", headers={"accept-encoding": "gzip"}
        ).content
        for x, y in cells
    }
    assert batch.content == b"".join(served[entry.id] for entry in batch.entries)
    assert [entry.id for entry in batch.entries] == sorted(id for id, content in served.items() if content)
    assert [entry.length for entry in batch.entries] == [len(served[one.id]) for one in batch.entries]


def test_other_code_another_day_and_a_layer_that_is_hidden_are_refused(order: Order) -> None:
    with pytest.raises(RefusedError, match="another version of the twin's code"):
        carry_out(replace(order, code="other"), [1])
    with pytest.raises(RefusedError, match="day has turned"):
        carry_out(replace(order, day=order.day.replace(year=2000)), [1])
    with pytest.raises(UnknownEntryError, match="“housing-vacancy”"):
        carry_out(replace(order, layers=("housing-vacancy",)), [1])
    with pytest.raises(RefusedError, match="cannot see the moment"):
        draw(order, [1])
