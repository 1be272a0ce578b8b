"""The text of an .inp file, of EPANET or SWMM: sections of lines, each line with its number."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from spatial.pipe_networks.whole import read_whole
from spatial.records import Issue, Severity
from spatial.vector.encodings import guess_encoding

COMMENT = ";"
SHORTEST = 4
END = "END"
UNREADABLE = "\ufffd"

_HEADER = re.compile(r"\s*\[\s*([^\]\s]*)\s*\]?")
_TOKEN = re.compile(r'"([^"]*)"|(\S+)')


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """What one program calls its sections, in the order it writes them.

    `owned` lists by kind of object the sections whose lines begin with the id of such an object, `drawn`
    names that which holds its coordinates; `tags` gives the kinds by the words of [TAGS]; `folds` tells that
    capitals and small letters are the same in an id.
    """

    program: str
    sections: tuple[str, ...]
    owned: Mapping[str, tuple[str, ...]]
    drawn: Mapping[str, str]
    tags: Mapping[str, str]
    folds: bool = False

    def key(self, code: str) -> str:
        """What two spellings of one id have in common."""
        return code.casefold() if self.folds else code

    def find_section(self, word: str) -> str | None:
        """The section of that heading: the programs look at its first letters only, in capitals or not."""
        name = word.upper()
        if name in (*self.sections, END):
            return name
        alike = [one for one in (*self.sections, END) if one[:SHORTEST] == name[:SHORTEST]]
        return alike[0] if len(alike) == 1 and len(name) >= min(SHORTEST, len(alike[0])) else None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text, without its end."""

    number: int
    text: str

    @property
    def tokens(self) -> list[str]:
        """Its words before any comment; one in quotes may hold blanks."""
        return split(self.text)

    @property
    def position(self) -> str:
        """Where it stands, for a finding."""
        return f"line {self.number}"

    def refuse(self, code: str, message: str, object: str = "") -> Issue:
        """The finding that keeps it out."""
        return Issue(
            severity=Severity.ERROR,
            code=code,
            message=message,
            object=object,
            position=self.position,
            content={"line": self.text},
        )


@dataclass(slots=True)
class Inp:
    """A file as sections of lines; `findings` are about its form alone, `ended` tells that it says [END]."""

    name: str
    text: str
    sections: dict[str, list[Line]] = field(default_factory=dict)
    findings: list[Issue] = field(default_factory=list)
    ended: bool = False

    def rows(self, *names: str) -> Iterator[tuple[str, Line, list[str]]]:
        """The lines of these sections that say something, each with its section and its words."""
        for name in names:
            for line in self.sections.get(name, ()):
                if words := line.tokens:
                    yield name, line, words

    def option(self, name: str, section: str = "OPTIONS") -> str | None:
        """What an option is set to, the last word counting; None where it is not set."""
        found = [
            words[1] for _, _, words in self.rows(section) if words[0].upper() == name and len(words) > 1
        ]
        return found[-1] if found else None


def split(text: str) -> list[str]:
    """The words of a line before any comment."""
    code = text.split(COMMENT, 1)[0]
    return [quoted or plain for quoted, plain in _TOKEN.findall(code)] if '"' in code else code.split()


def read_inp(path: Path, dialect: Dialect) -> Inp:
    """The sections of a file. Raises RefusedError for what is no text; an odd heading is a finding."""
    data = read_whole(path)
    encoding = guess_encoding(data)
    inp = Inp(path.name, data.decode(encoding, "replace").removeprefix("\ufeff"))
    if encoding != "utf-8" or UNREADABLE in inp.text:
        message = f"The text is not all UTF-8; it was read as {encoding.upper()}. Write it as UTF-8."
        inp.findings.append(Issue(severity=Severity.WARNING, code="ENCODING_GUESSED", message=message))
    section = ""
    for number, text in enumerate(inp.text.split("\n"), 1):
        line = Line(number, text.rstrip())
        heading = _HEADER.match(text)
        if not heading:
            if not section and line.tokens:
                inp.findings.append(misplace(line, "it stands before the first section"))
            inp.sections.setdefault(section, []).append(line)
            continue
        found = dialect.find_section(heading[1])
        if found == END:
            inp.ended = True
            break
        if found is None:
            inp.findings.append(misplace(line, f"{dialect.program} knows no section [{heading[1][:40]}]"))
        section = found or heading[1]
        inp.sections.setdefault(section, [])
    return inp


def misplace(line: Line, wrong: str) -> Issue:
    """The finding about a line that belongs to nothing."""
    message = f"“{line.text.strip()[:60]}”: {wrong}; correct or remove it."
    return line.refuse("LINE_NOT_UNDERSTOOD", message)
