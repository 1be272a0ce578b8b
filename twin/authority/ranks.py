"""Which datasets have authority over which fields, as the city has settled it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from django.db import transaction

from spatial.authority import fields_of
from spatial.errors import RefusedError
from spatial.profile.kinds import name_kinds
from spatial.records import Record
from spatial.registers import PERSONAL
from twin.models import Authority, Dataset

Ranks = dict[str, dict[str, int]]


@cache
def compared_kinds() -> dict[str, type[Record]]:
    """The kinds of the registers that sources are compared over, by the names their things bear."""
    kinds = (name_kinds()[word] for word in ("parcel", "house", "dwelling", "enterprise", "workplace"))
    return {kind.__name__.lower(): kind for kind in kinds if kind not in PERSONAL}


@cache
def compared_fields(kind: str) -> Mapping[str, float | None]:
    """The fields of a kind that sources are compared over, with their tolerances; none of another kind."""
    record = compared_kinds().get(kind)
    return fields_of(record) if record else {}


def read_ranks(kind: str) -> Ranks:
    """For each field of a kind the ranks of the datasets with authority over it, 1 first."""
    ranks: Ranks = defaultdict(dict)
    found = Authority.objects.filter(kind=kind).values_list("field", "dataset__key", "rank")
    for field, dataset, rank in found:
        ranks[field][dataset] = rank
    return dict(ranks)


@transaction.atomic
def set_ranks(kind: str, field: str, datasets: Sequence[str]) -> None:
    """Settle which datasets have authority over a field, the first before the second.

    Raises RefusedError for a kind, field or dataset there is none of.
    """
    kinds = compared_kinds()
    if kind not in kinds:
        raise RefusedError(f"There is no register of “{kind}”; there are {', '.join(kinds)}.")
    if field not in fields_of(kinds[kind]):
        raise RefusedError(f"A {kind} has no field “{field}”; it has {', '.join(fields_of(kinds[kind]))}.")
    known = {row.key: row for row in Dataset.objects.filter(key__in=datasets)}
    if unknown := [key for key in datasets if key not in known]:
        raise RefusedError(f"There is no dataset “{unknown[0]}”; `manage.py loads` names them.")
    Authority.objects.filter(kind=kind, field=field).delete()
    Authority.objects.bulk_create(
        Authority(kind=kind, field=field, dataset=known[key], rank=rank)
        for rank, key in enumerate(dict.fromkeys(datasets), 1)
    )
