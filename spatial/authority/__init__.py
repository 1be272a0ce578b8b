"""One number, one source, many checks (一数一源、多源核验): what several sources claim of one thing."""

from spatial.authority.choosing import Choice, Claim, choose
from spatial.authority.comparing import agree, fields_of

__all__ = ["Choice", "Claim", "agree", "choose", "fields_of"]
