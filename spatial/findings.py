"""What a check finds wrong with an object, before it is known whose finding it is."""

from typing import NamedTuple

from spatial.records import Severity


class Finding(NamedTuple):
    """What is wrong at one position of one object."""

    severity: Severity
    code: str
    message: str
    position: str
