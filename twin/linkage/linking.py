"""A run of the linkage, relation by relation: codes, then addresses, positions, likeness; all or nothing."""

import getpass
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from twin.access import Viewer
from twin.access.personal import Reading, whole_table
from twin.changes import take_moment, tell_followers
from twin.layer import ADMIN
from twin.linkage import addresses, codes, likeness, positions
from twin.linkage.gathering import Gathering
from twin.linkage.rates import holds
from twin.linkage.settling import Settled, count_proposed, indexing_afterwards, settle
from twin.linkage.steps import claim, execute, prepare
from twin.models import Method, Relation, Tie

STEPS = (*codes.STEPS, *addresses.STEPS, *positions.STEPS)
READ: dict[Relation, frozenset[str]] = {
    Relation.SAME: frozenset({"person"}),
    Relation.HOUSEHOLD_AT_DWELLING: frozenset({"household"}),
    Relation.PERSON_IN_HOUSEHOLD: frozenset({"household", "person"}),
    Relation.PERSON_AT_DWELLING: frozenset({"person", "residence"}),
    Relation.PERSON_AT_WORKPLACE: frozenset({"employment", "person"}),
}
"""Of which kinds the rows about persons are read to find a relation; none of them is shown."""
METHODS = (Method.CODE, Method.ADDRESS, Method.POSITION, Method.FUZZY)


def link(
    relations: Sequence[Relation] = tuple(Relation),
    methods: Sequence[Method] = METHODS,
    rehearse: bool = False,
    who: str = "",
) -> list[Settled]:
    """Find the ties of the relations by the methods, and bring those that are kept to what was found.

    One run at a time; one that fails leaves all ties as they were, and so does a rehearsal. That `who` (else
    the system's user) reads what is about persons goes to the audit first. Raises RefusedError where another
    run is under way.
    """
    write_down(relations, who or getpass.getuser())
    with transaction.atomic():
        claim()
        prepare()
        if {Method.ADDRESS, Method.FUZZY} & set(methods):
            addresses.read_all()
        moment = take_moment()
        with indexing_afterwards():
            found = [find(relation, methods, moment) for relation in Relation if relation in relations]
        done = [count_proposed(one) for one in found]
        if rehearse:
            transaction.set_rollback(True)
            return done
        changed = any(one.opened or one.closed for one in done)
        if changed:
            tell_followers({Tie})
    if changed:
        execute("ANALYZE twin_tie")
    return done


def write_down(relations: Sequence[Relation], who: str) -> None:
    """Tell the audit which rows about persons are read whole, though none is shown."""
    reading = Reading(Viewer(frozenset({ADMIN})), who, "checking", "link")
    kinds = {kind for relation in relations for kind in READ.get(relation, ())}
    for kind in sorted(kinds):
        if holds(kind):
            whole_table(reading, kind)


def find(relation: Relation, methods: Sequence[Method], moment: datetime) -> Settled:
    """Find the ties of one relation, the surest methods first, and settle them."""
    gathering = Gathering(relation, moment)
    for method in METHODS:
        if method not in methods:
            continue
        if method is Method.ADDRESS:
            addresses.contradict(gathering)
        for step in STEPS:
            if step.relation is relation and step.method is method:
                gathering.take(step)
        if method is Method.FUZZY and relation in likeness.TARGETS:
            gathering.take(likeness.propose(relation))
    return settle(gathering)
