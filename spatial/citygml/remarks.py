"""What is noticed again and again in a file, told once with its number."""

from collections import Counter

from spatial.records import Issue, Severity


class Remarks:
    """Counts remarks by code and message; each is told once, with the first object it was made of."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[Severity, str, str]] = Counter()
        self.first: dict[tuple[Severity, str, str], tuple[str, str]] = {}

    def note(self, severity: Severity, code: str, message: str, object: str, position: str) -> None:
        """Make a remark of an object."""
        key = severity, code, message
        self.counts[key] += 1
        self.first.setdefault(key, (object, position))

    @property
    def issues(self) -> list[Issue]:
        """Each remark, with how many objects it holds for."""
        told = []
        for (severity, code, message), count in self.counts.items():
            object, position = self.first[severity, code, message]
            number = f"{count} objects: " if count > 1 else ""
            told.append(
                Issue(
                    severity=severity,
                    code=code,
                    message=number + message,
                    object=object if count == 1 else "",
                    position=position,
                )
            )
        return told
