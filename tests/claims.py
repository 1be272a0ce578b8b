"""What several sources tell of one thing, edition by edition, for tests of what counts."""

from typing import Any

from django.apps import apps
from django.utils import timezone
from psycopg.types.range import TimestamptzRange

from tests.factories import make_tie, make_version
from twin.models import Recorded, Relation, Standing, Tie


def register(kind: str, dataset: str, code: str, **fields: Any) -> Any:
    """The newest row of a kind ("Dwelling") that a source tells; the one before it is closed."""
    model: type[Any] = apps.get_model("twin", kind)
    now = timezone.now()
    former = model._default_manager.filter(thing__dataset__key=dataset, code=code, recorded__upper_inf=True)
    for row in former:
        row.recorded = TimestamptzRange(row.recorded.lower, now)
        row.save(update_fields=["recorded"])
    return make_version(model, code, dataset=dataset, recorded=(now, None), **fields)


def tie(relation: Relation, row: Recorded, target: Recorded, standing: Standing = Standing.STANDS) -> Tie:
    """A tie between the things of two rows, by an exact code."""
    return make_tie(relation, row.thing, target.thing, standing=standing)
