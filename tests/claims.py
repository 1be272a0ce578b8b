"""Rows of the registers put straight into their tables, and ties between them, for tests."""

from datetime import date
from typing import Any

from django.apps import apps
from django.utils import timezone
from psycopg.types.range import DateRange, TimestamptzRange

from twin.models import Dataset, Load, Method, Openness, Recorded, Relation, Source, Standing, Thing, Tie


def register(kind: str, dataset: str, code: str, **fields: Any) -> Any:
    """A current row of a kind ("Dwelling") in a dataset, with its thing."""
    owner, _ = Dataset.objects.get_or_create(key=dataset)
    source, _ = Source.objects.get_or_create(
        dataset=owner, file=f"{dataset}.csv", defaults={"sha256": "0" * 64, "size": 1, "format": "csv"}
    )
    load, _ = Load.objects.get_or_create(source=source, who="tester", status=Load.Status.DONE)
    model: type[Recorded] = apps.get_model("twin", kind)
    thing, _ = Thing.objects.get_or_create(dataset=owner, kind=model._meta.model_name, code=code)
    now = timezone.now()
    current = model._default_manager.filter(thing=thing, recorded__upper_inf=True)
    for row in current:
        row.recorded = TimestamptzRange(row.recorded.lower, now)
        row.save(update_fields=["recorded"])
    return model._default_manager.create(
        **{
            "thing": thing,
            "valid": DateRange(date(2020, 1, 1), None),
            "recorded": TimestamptzRange(now, None),
            "load": load,
            "openness": Openness.OPEN,
            "code": code,
            "digest": b"\0" * 16,
            **fields,
        }
    )


def tie(relation: Relation, row: Recorded, target: Recorded, **fields: Any) -> Tie:
    """A tie between the things of two rows that stands, by an exact code."""
    told = {"method": Method.CODE, "score": 1.0, "reason": "planted", "standing": Standing.STANDS, **fields}
    recorded = TimestamptzRange(timezone.now(), None)
    return Tie.objects.create(
        relation=relation, thing=row.thing, target=target.thing, recorded=recorded, **told
    )
