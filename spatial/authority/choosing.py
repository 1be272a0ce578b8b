"""Which of several claims counts: what a person has ruled, else the field's authority, else the newest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from spatial.authority.comparing import agree
from spatial.text import Text

RULED = Text("人工裁定", "ruled by hand")
AUTHORITY = Text("权威来源", "the field's authoritative source")
ONLY = Text("唯一来源", "the only source")
AGREED = Text("各来源一致", "all sources agree")
NEWEST = Text(
    "最近记录（未定权威来源，待人工核定）", "the newest; no authority is set, so it awaits a ruling"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source (its dataset's key) says of a field, of which of its things, since when it is known."""

    dataset: str
    thing: int
    value: Any
    since: datetime


@dataclass(frozen=True, slots=True)
class Choice:
    """The claim that counts and the rule it was chosen by; `others` are those that differ from it.

    `settled` is false where the sources differ and neither a ruling nor an authority says who is right.
    """

    claim: Claim
    rule: Text
    others: tuple[Claim, ...]
    settled: bool


def choose(
    claims: Sequence[Claim],
    ranks: Mapping[str, int],
    tolerance: float | None = None,
    ruled_for: str | None = None,
) -> Choice:
    """The claim that counts among at least one.

    `ranks` are those of the datasets that have authority over the field, 1 highest; `ruled_for` is the
    dataset a person has ruled for.
    """
    newest = sorted(claims, key=lambda claim: (claim.since, claim.dataset, claim.thing), reverse=True)
    ruled = [claim for claim in newest if claim.dataset == ruled_for]
    ranked = sorted((claim for claim in newest if claim.dataset in ranks), key=lambda one: ranks[one.dataset])
    first, rule, settled = (
        (ruled[0], RULED, True)
        if ruled
        else (ranked[0], AUTHORITY, True)
        if ranked
        else (newest[0], NEWEST, False)
    )
    others = tuple(one for one in newest if one is not first and not agree(one.value, first.value, tolerance))
    if others or ruled:
        return Choice(first, rule, others, settled)
    return Choice(first, AGREED if len(claims) > 1 else ONLY, (), True)
