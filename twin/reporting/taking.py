"""Taking a report of an error: what has to be said, how many one sender may make, what is forgotten when."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from spatial.errors import RefusedError, TwinError
from twin.access import Known
from twin.models import ErrorReport

ABOUT = tuple(ErrorReport.About.values)
OF_OBJECT, OF_DAY = 3, 20
"""How many open reports one sender may make of one object, and how many reports in all, in a day."""
KEPT = timedelta(days=180)
"""How long a contact is kept where nobody closes the report."""
LOCK = "SELECT pg_advisory_xact_lock(hashtext('twin.reporting'), hashtext(%s))"


class TooManyError(TwinError):
    """A sender has made as many reports as a day allows; more are taken `after` so many seconds."""

    def __init__(self, sentence: str, after: int) -> None:
        super().__init__(sentence)
        self.after = after


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a report says: what it is `about`, which `field` where it is about one, in which words."""

    about: str
    field: str
    words: str
    contact: str = ""


def take(known: Known, said: Said, address: str) -> str:
    """Write the report down and give its ticket. Raises RefusedError for one that says too little.

    `address` is the sender's (IP); raises TooManyError where there were enough from it today.
    """
    if said.about not in ABOUT:
        raise RefusedError(f"Say what is wrong by “about”: one of {', '.join(ABOUT)}.")
    names = [field.name for field in known.fields]
    field = said.field if said.about == ErrorReport.About.FIELD else ""
    if said.about == ErrorReport.About.FIELD and field not in names:
        raise RefusedError(f"Name the field that is wrong by “field”: one of {', '.join(names)}.")
    if not said.words:
        raise RefusedError("Say in “words” what is wrong, and what would be right if you know it.")
    forget_old()
    now = timezone.localtime()
    sender = know_sender(address, now)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(LOCK, [sender])
        check_number(known, sender, now)
        return ErrorReport.objects.create(
            thing=known.thing,
            load=known.row.load,
            ticket=secrets.token_urlsafe(24),
            about=said.about,
            field=field,
            words=said.words,
            contact=said.contact,
            sender=sender,
            made=now,
        ).ticket


def know_sender(address: str, now: datetime) -> str:
    """What tells one sender from another on one day and names nobody; of IPv6 the network counts (/64)."""
    try:
        whole = ip_address(address)
        place = str(ip_network((whole, 64), strict=False)) if whole.version == 6 else str(whole)
    except ValueError:
        place = address
    told = f"{now.date().isoformat()} {place}"
    return hmac.new(settings.SECRET_KEY.encode(), told.encode(), "sha256").hexdigest()


def check_number(known: Known, sender: str, now: datetime) -> None:
    """Raises TooManyError for one report too many."""
    theirs = ErrorReport.objects.filter(sender=sender)
    of_object = theirs.filter(thing=known.thing, state=ErrorReport.State.OPEN).count()
    if of_object < OF_OBJECT and theirs.count() < OF_DAY:
        return
    tomorrow = datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo)
    asked = "about this object, which nobody has answered yet" if of_object >= OF_OBJECT else "in all"
    count = of_object if of_object >= OF_OBJECT else OF_DAY
    raise TooManyError(
        f"{count} reports {asked}, came from your address today; send the next one tomorrow.",
        int((tomorrow - now).total_seconds()) + 1,
    )


def forget_old() -> None:
    """Contacts go after KEPT, senders when their day is over."""
    now = timezone.now()
    ErrorReport.objects.filter(made__lt=now - KEPT).exclude(contact="").update(contact="")
    ErrorReport.objects.filter(made__lt=now - timedelta(days=1)).exclude(sender="").update(sender="")
