"""The key under which people are known in this twin: one for good, or their editions would not meet."""

import hmac
from collections.abc import Iterator
from typing import Any

from django.conf import settings

from spatial.errors import RefusedError
from spatial.profile.rules import TableMap
from spatial.profile.sealing import Seal, make_seal
from spatial.profile.strays import find_numbers
from spatial.records import Issue, Severity
from spatial.registers import PERSONAL
from spatial.tables import Lot, Table
from spatial.tabular.masking import find_mask
from twin.models import Frame


def open_seal() -> Seal:
    """What hashes identity numbers, within the transaction of a load.

    Raises RefusedError where the twin's people were hashed under another key.
    """
    told = tell(settings.PERSON_KEY)
    frame = Frame.objects.select_for_update().get()
    if frame.person_key and frame.person_key != told:
        raise RefusedError(
            "The people of this twin were hashed under another key, so none of them would be known again. "
            "Put the former person_key back into the data directory, or give it as TWIN_PERSON_KEY."
        )
    if not frame.person_key:
        frame.person_key = told
        frame.save(update_fields=["person_key"])
    return make_seal(settings.PERSON_KEY)


def refuse_identities(stream: Iterator[Any], table: Table) -> Iterator[Any]:
    """What a table yields that is to be published; RefusedError where a column holds identity numbers.

    Such a table has a layer of its own, and nobody's number ever goes into one, nor does what a spreadsheet
    has left of it. Names of people are told of.
    """
    names = [column.name for column in table.columns]
    masks = {name: find_mask(name, ()) for name in names}
    if numbered := [name for name in names if masks[name] == "identity"]:
        raise never_published(table, numbered[0])
    if named := [name for name in names if masks[name] in ("name", "birth")]:
        message = (
            f"{', '.join(named)} tell who somebody is, and the layer shows them to all whom it is for; leave "
            "them out, or load the table as a register with --profile."
        )
        yield Issue(severity=Severity.WARNING, code="PEOPLE_NAMED", message=message, position=table.name)
    for item in stream:
        if isinstance(item, Lot):
            for name, values in zip(names, item.columns, strict=True):
                if find_numbers(values):
                    raise never_published(table, name)
        yield item


def refuse_unsealed(table: Table, plan: TableMap) -> None:
    """See that no column of identity numbers comes in as it is. Raises RefusedError.

    In a table about people that is any column the profile names, for of others nothing is kept; in another
    table any that the profile does not map, for those are among the attributes and in rows left out.
    """
    if plan.kind in PERSONAL:
        kept = plan.columns
    else:
        kept = {column.name for column in table.columns} - (plan.columns - set(plan.attributes or ()))
    for name in sorted(kept - set(plan.secret)):
        if find_mask(name, ()) == "identity":
            raise RefusedError(
                f"The column “{name}” of “{table.name}” holds identity numbers of people, which are kept as "
                f'keyed hashes alone. Say secret = {{ "{name}" = "person-id" }} in the profile.'
            )


def never_published(table: Table, name: str) -> RefusedError:
    """The sentence on a column of identity numbers."""
    return RefusedError(
        f"The column “{name}” of “{table.name}” holds identity numbers of people, which are never published. "
        f'Leave it out, or load the table by a --profile with secret = {{ "{name}" = "person-id" }}.'
    )


def tell(key: str) -> str:
    """What tells one key from another and gives neither away."""
    return hmac.new(key.encode(), b"which key is this", "sha256").hexdigest()
