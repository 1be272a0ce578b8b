"""The version told is the project's own."""

import re

from twin.api.release import read_version


def test_the_version_is_that_of_the_project() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", read_version())
