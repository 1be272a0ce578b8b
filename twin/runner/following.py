"""What figures are worked out of follows registers and ties by itself, before anybody asks again."""

from collections.abc import Set as AbstractSet

from django.db.models import Model
from procrastinate.contrib.django import app

from twin import changes
from twin.models import Kept, Tie
from twin.runner.priming import prime
from twin.runner.statements import COUNTED


@app.task(name="twin.runner.following.renew", queue=changes.FOLLOWING, queueing_lock="twin.figures")
def renew() -> None:
    """The worker's part; however many changes wait for it, it follows them once."""
    for _ in prime("twin", follows=True):
        pass


def follow(changed: AbstractSet[type[Model]]) -> None:
    """Have what is kept brought in step where it may differ."""
    if changed & {*COUNTED, Tie} and Kept.objects.exists():
        changes.queue(renew)
