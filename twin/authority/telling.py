"""What is known of one thing from all its sources: the value that counts, by which rule, and who differs."""

from collections.abc import Sequence
from typing import Any

from django.apps import apps

from spatial.authority import Choice, Claim, choose, fields_of
from twin.authority.clusters import company_of
from twin.authority.ranks import compared_kinds, read_ranks
from twin.models import Conflict


def tell(kind: str, thing: int) -> dict[str, Choice]:
    """For each field of a thing that any source tells, the claim that counts."""
    things = company_of(thing)
    ranks = read_ranks(kind)
    rulings = dict(
        Conflict.objects.filter(thing_id=things[0], recorded__upper_inf=True)
        .exclude(ruled_for="")
        .values_list("field", "ruled_for")
    )
    claims = claims_of(kind, things)
    return {
        field: choose(claims[field], ranks.get(field, {}), tolerance, rulings.get(field))
        for field, tolerance in fields_of(compared_kinds()[kind]).items()
        if field in claims
    }


def claims_of(kind: str, things: Sequence[int]) -> dict[str, list[Claim]]:
    """What is claimed of these things now, by field."""
    model: Any = apps.get_model("twin", kind)
    rows = model._default_manager.filter(thing_id__in=things, recorded__upper_inf=True)
    claims: dict[str, list[Claim]] = {}
    for row in rows.select_related("thing__dataset").order_by("thing_id"):
        for field in fields_of(compared_kinds()[kind]):
            value = getattr(row, field)
            if value is not None:
                claim = Claim(row.thing.dataset.key, row.thing_id, value, row.recorded.lower)
                claims.setdefault(field, []).append(claim)
    return claims
