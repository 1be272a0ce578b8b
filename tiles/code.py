"""Which code draws: tiles of two versions of it stand in no archive and no cache together."""

from functools import cache
from hashlib import blake2b

from django.conf import settings

ROOMS = ("spatial", "twin", "tiles")


@cache
def digest_code() -> str:
    """The hash of the twin's own Python."""
    digest = blake2b(digest_size=16)
    for room in ROOMS:
        for path in sorted((settings.BASE_DIR / room).rglob("*.py")):
            if "node_modules" in path.parts:
                continue
            digest.update(str(path.relative_to(settings.BASE_DIR)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
