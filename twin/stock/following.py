"""The stock follows registers and ties by itself: what changes them queues its refresh for the worker."""

from collections.abc import Set as AbstractSet

from django.db.models import Model
from procrastinate.contrib.django import app

from twin import changes
from twin.models import AdminArea, Building, Dwelling, House, Tie
from twin.stock import refresh

COUNTED = frozenset({AdminArea, Building, Dwelling, House, Tie})
"""What a row of the stock is counted from."""

# What the map shows goes before files and figures that somebody waits for.
BEFORE_OTHERS = 1


@app.task(
    name="twin.stock.following.renew",
    queue=changes.FOLLOWING,
    queueing_lock="twin.stock",
    priority=BEFORE_OTHERS,
)
def renew() -> None:
    """The worker's part; however many changes wait for it, it counts once."""
    refresh()


def follow(changed: AbstractSet[type[Model]]) -> None:
    """Have the stock counted anew where it may differ; nothing is in it before something is tied."""
    if changed & COUNTED and Tie.objects.exists():
        changes.queue(renew)
