"""Code lists beside a file: what a code means, read only from within the dataset's own folder."""

from collections import Counter
from pathlib import Path

from lxml import etree

from spatial.citygml.document import SAFE
from spatial.citygml.names import name_of
from spatial.records import Issue, Severity

LARGEST = 16_000_000
DATA, LISTS = "udx", "codelists"


class CodeLists:
    """The lists a file names, each read once; `issues` tells which were not there or not to be read."""

    def __init__(self, file: Path) -> None:
        self.folder = file.resolve().parent
        above = [folder.parent for folder in (self.folder, *self.folder.parents) if folder.name == DATA]
        self.root = above[0] if above else self.folder
        self.lists: dict[str, dict[str, str] | None] = {}
        self.unknown: Counter[str] = Counter()
        self.broken: dict[str, str] = {}

    def explain(self, space: str, code: str) -> str | None:
        """What `code` means in the list that `space` names; None where that is not known."""
        try:
            known = self.lists[space]
        except KeyError:
            known = self.lists[space] = self._read(space)
        meaning = None if known is None else known.get(code)
        if meaning is None:
            self.unknown[space] += 1
        return meaning

    def _read(self, space: str) -> dict[str, str] | None:
        file = self._find(space)
        if file is None:
            return None
        try:
            if file.stat().st_size > LARGEST:
                raise ValueError(f"it has more than {LARGEST // 1_000_000} MB")
            root = etree.parse(str(file), etree.XMLParser(**SAFE)).getroot()
        except (OSError, ValueError, etree.XMLSyntaxError) as error:
            self.broken[space] = str(error)
            return None
        found = {}
        for definition in root.iter("{*}Definition"):
            said = {
                name_of(child.tag).local: (child.text or "").strip() for child in definition.iterchildren("*")
            }
            if said.get("name") and said.get("description"):
                found[said["name"]] = said["description"]
        return found

    def _find(self, space: str) -> Path | None:
        """The file of a list: where the path leads, else of that name in the folder of lists."""
        if "://" in space or "\0" in space:
            return None
        for path in (self.folder / space, self.root / LISTS / Path(space).name):
            try:
                file = path.resolve()
                if file.is_file() and file.is_relative_to(self.root):
                    return file
            except (OSError, RuntimeError):  # a name too long for the system, links in a circle
                continue
        return None

    def find(self, name: str) -> dict[str, str]:
        """The meanings by code of a list that was asked for, by the end of its name; none for none."""
        return next((known for space, known in self.lists.items() if known and space.endswith(name)), {})

    @property
    def issues(self) -> list[Issue]:
        """Which lists could not be used, and for how many codes."""
        told = []
        missing = [space for space in self.unknown if self.lists[space] is None and space not in self.broken]
        if missing:
            count = sum(self.unknown[space] for space in missing)
            names = ", ".join(sorted({Path(space).name[:60] for space in missing}))
            message = f"{count} codes stay codes, for their lists are not in the dataset's folder: {names}."
            told.append(Issue(severity=Severity.INFO, code="CODE_LIST_MISSING", message=message))
        for space, count in sorted(self.unknown.items()):
            if space in missing:
                continue
            why = f"cannot be read ({self.broken[space]})" if space in self.broken else "does not have them"
            message = f"{count} codes stay codes, for their list {why}."
            code = "CODE_LIST_BROKEN" if space in self.broken else "CODE_UNKNOWN"
            told.append(Issue(severity=Severity.WARNING, code=code, message=message, position=space[-100:]))
        return told
