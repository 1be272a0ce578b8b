"""The housing stock of each building, worked out from registers and ties and kept in step with them."""

from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from twin.changes import take_moment, writing
from twin.models import Stock
from twin.stock.identity import join_same
from twin.stock.steps import keep
from twin.stock.tally import HELD, STEPS

# Only one refresh at a time: two would both open a row of the same building.
LOCK = "SELECT pg_advisory_xact_lock(hashtext('twin.stock'))"

CLOSE = """
    UPDATE twin_stock AS kept SET recorded = tstzrange(lower(kept.recorded), %(moment)s)
    WHERE upper_inf(kept.recorded) AND NOT EXISTS (
        SELECT FROM stock_now AS now WHERE now.thing_id = kept.thing_id AND now.digest = kept.digest
    )
"""
OPEN = f"""
    INSERT INTO twin_stock ({", ".join(HELD)}, valid, recorded, footprint, tile)
    SELECT {", ".join(f"now.{column}" for column in HELD)}, daterange(%(today)s, NULL),
        tstzrange(%(moment)s, NULL), building.footprint, building.tile
    FROM stock_now AS now JOIN twin_building AS building ON building.id = now.building
    WHERE NOT EXISTS (
        SELECT FROM twin_stock AS kept WHERE kept.thing_id = now.thing_id AND upper_inf(kept.recorded)
    )
    ORDER BY now.thing_id
"""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh found and did; `unchanged` rows were left as they stood."""

    buildings: int
    opened: int
    closed: int

    @property
    def unchanged(self) -> int:
        """How many rows needed nothing."""
        return self.buildings - self.opened


def refresh() -> Refreshed:
    """Bring the stock in step with what stands now; only rows that differ are closed and opened.

    To be called after loads of registers or buildings and after linking; it changes nothing where nothing
    has changed.
    """
    with writing() as changed, connection.cursor() as cursor:
        cursor.execute(LOCK)
        times = {"today": timezone.localdate(), "moment": take_moment()}
        join_same(cursor)
        kept = {table: keep(cursor, table, query, times) for table, query in STEPS.items()}
        cursor.execute(CLOSE, times)
        closed = cursor.rowcount
        cursor.execute(OPEN, times)
        opened = cursor.rowcount
        if closed or opened:
            changed.add(Stock)
    return Refreshed(kept["stock_now"], opened, closed)
