"""The key under which people are known in this twin: one for good, or their editions would not meet."""

import hmac

from django.conf import settings

from spatial.errors import RefusedError
from spatial.profile.sealing import Seal, make_seal
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


def tell(key: str) -> str:
    """What tells one key from another and gives neither away."""
    return hmac.new(key.encode(), b"which key is this", "sha256").hexdigest()
