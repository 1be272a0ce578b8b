"""Links within a file: from "#id" to the element of that id, in the same member or in another."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lxml import etree

from spatial.citygml.document import SAFE, read_members
from spatial.citygml.frame import WrongGeometryError
from spatial.citygml.names import HREF, Element, id_of
from spatial.findings import Finding
from spatial.records import Severity

MOST = 1_000_000
"""Links one city object may follow: a few lines of links to links could name surfaces without end."""


class Links:
    """Finds the targets of links; `enter` a member before its links are followed.

    `broken` notes the links that lead nowhere.
    """

    def __init__(self, path: Path) -> None:
        self.elsewhere = Elsewhere(path)
        self.member: Element = None
        self.ids: dict[str, Element] | None = None
        self.open: list[str] = []
        self.followed = 0
        self.broken: list[Finding] = []

    def enter(self, member: Element) -> None:
        """Take the member whose ids come first."""
        self.member, self.ids, self.followed = member, None, 0

    def leave(self) -> None:
        """Forget the member and its elements."""
        self.member = self.ids = None

    @contextmanager
    def follow(self, element: Element) -> Iterator[Element | None]:
        """The target of an element that links, while it is read; None for none.

        Raises WrongGeometryError where following would have no end.
        """
        href, target = element.get(HREF), self._find(element)
        if href in self.open:
            message = f"The link “{href[:80]}” leads back to itself."
            raise WrongGeometryError("LINK_CIRCULAR", message, element.sourceline)
        self.followed += 1
        if self.followed > MOST:
            message = f"The object follows more than {MOST} links; write its surfaces where they are used."
            raise WrongGeometryError("LINKS_TOO_MANY", message, element.sourceline)
        self.open.append(href)
        try:
            yield target
        finally:
            self.open.pop()

    def _find(self, element: Element) -> Element | None:
        href = element.get(HREF)
        if not href.startswith("#"):
            message = f"The link “{href[:80]}” leads out of the file; only links within it are followed."
            self._note("LINK_ELSEWHERE", message, element)
            return None
        if self.ids is None:
            self.ids = {id: one for one in self.member.iter("*") if (id := id_of(one))}
        target = self.ids.get(href[1:])
        if target is None:
            target = self.elsewhere.find(href[1:])
        if target is None:
            message = f"The link “{href[:80]}” leads nowhere: no element of the file has that id."
            self._note("LINK_BROKEN", message, element)
        return target

    def _note(self, code: str, message: str, element: Element) -> None:
        self.broken.append(Finding(Severity.WARNING, code, message, f"line {element.sourceline}"))


class Elsewhere:
    """What members link to in other members, copied once to a file on disk: nothing of it stays in memory."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.store: sqlite3.Connection | None = None

    def find(self, id: str) -> Element | None:
        """The element of an id that some member links to without having it."""
        if self.store is None:
            self.store = sqlite3.connect("")  # a database of its own on disk, which goes with the connection
            self.store.execute("CREATE TABLE target (id TEXT PRIMARY KEY, xml BLOB) WITHOUT ROWID")
            self._note_wanted(self.store)
            self._copy_wanted(self.store)
        row = self.store.execute("SELECT xml FROM target WHERE id = ?", [id]).fetchone()
        return etree.fromstring(row[0], etree.XMLParser(**SAFE)) if row and row[0] else None

    def _note_wanted(self, store: sqlite3.Connection) -> None:
        for member in read_members(self.path):
            own = {id_of(one) for one in member.iter("*")}
            wanted = {str(href)[1:] for href in member.xpath(".//@*[local-name()='href']") if href[:1] == "#"}
            store.executemany(
                "INSERT OR IGNORE INTO target (id) VALUES (?)", [(id,) for id in sorted(wanted - own)]
            )

    def _copy_wanted(self, store: sqlite3.Connection) -> None:
        for member in read_members(self.path):
            for one in member.iter("*"):
                id = id_of(one)
                if id and store.execute("SELECT 1 FROM target WHERE id = ?", [id]).fetchone():
                    _inherit(one)
                    store.execute(
                        "UPDATE target SET xml = ? WHERE id = ?", [etree.tostring(one, with_tail=False), id]
                    )


def _inherit(element: Element) -> None:
    """Write down at the element itself what the elements around it say of its coordinates."""
    for name in ("srsName", "srsDimension"):
        said = next((one.get(name) for one in element.iterancestors() if one.get(name)), None)
        if said and not element.get(name):
            element.set(name, said)
