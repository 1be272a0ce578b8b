"""Which release of the program answers, for health and the API's description."""

import tomllib
from functools import cache

from django.conf import settings


@cache
def read_version() -> str:
    """The version in the project's own file."""
    with (settings.BASE_DIR / "pyproject.toml").open("rb") as file:
        version: str = tomllib.load(file)["project"]["version"]
    return version
