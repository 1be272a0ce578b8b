"""Linking people, houses and land (人房地): ties found, reviewed and counted."""

from twin.linkage.findings import Remark, tell_findings
from twin.linkage.linking import link
from twin.linkage.orphans import Orphan, tell_orphans, turn_page
from twin.linkage.rates import Rate, tell_rates
from twin.linkage.review import decide, tell_queue, tell_tie
from twin.linkage.settling import Settled

__all__ = [
    "Orphan",
    "Rate",
    "Remark",
    "Settled",
    "decide",
    "link",
    "tell_findings",
    "tell_orphans",
    "tell_queue",
    "tell_rates",
    "tell_tie",
    "turn_page",
]
