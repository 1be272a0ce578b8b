"""What is wrong with a filter, told to who wrote it."""

from spatial.errors import TwinError

SHOWN = 60


class FilterError(TwinError):
    """A filter cannot be taken; `position` is the character, from 1, at which its text cannot be read."""

    def __init__(self, sentence: str, position: int | None = None) -> None:
        super().__init__(sentence)
        self.position = position


def show(text: object) -> str:
    """The beginning of a text, without characters that cannot be seen or that disguise what it says."""
    return "".join(one if one.isprintable() else "�" for one in str(text)[:SHOWN])
