"""CSV and its kin (RFC 4180): text of rows, in whatever encoding and by whatever separator it is written."""

import re
from pathlib import Path

from spatial.errors import RefusedError
from spatial.format import HEAD, Asked
from spatial.records import Issue, Severity
from spatial.tables import Table
from spatial.tabular.encodings import NAMES, decode_head, find_encoding
from spatial.tabular.evidence import TextEvidence
from spatial.tabular.gathering import gather
from spatial.tabular.headings import find_header
from spatial.tabular.lines import LONGEST_FIELD, read_lines
from spatial.tabular.separators import WORDS, read_head, sniff
from spatial.tabular.surveying import Source

LONGEST_NAME = 100

# JSON, XML, STEP; the sections of models and settings, and the rules within tables of Markdown.
_OTHER = re.compile(r"\s*[{\[<\x1e]|ISO-10303|%PDF")
_SECTION = re.compile(r"^[ \t]*(?:\[[A-Za-z_ ]+\]|\|[ :|-]+\|)[ \t]*$", re.MULTILINE)


def looks_delimited(head: bytes) -> bool:
    """Whether the bytes begin a text of rows with the same number of fields, the first of them names."""
    text = decode_head(head)
    if not text or _OTHER.match(text) or _SECTION.search(text):
        return False
    separator = sniff(text, cut=len(head) >= HEAD)
    if separator is None:
        return False
    rows = read_head(text, separator)
    place = find_header(rows)
    if place is None:
        return False
    begin, has_names = place
    longest = LONGEST_NAME if has_names else LONGEST_FIELD
    return all(len(cell) <= longest and "\0" not in cell for cell in rows[begin])


def read_table(path: Path, asked: Asked) -> Table:
    """The one table of a file, under the file's name. Raises RefusedError for a text that is no table."""
    try:
        with path.open("rb") as stream:
            head = stream.read(HEAD)
        encoding = find_encoding(path)
    except OSError as error:
        raise RefusedError(f"{path.name} cannot be read ({error.strerror}); check it.") from None
    text = decode_head(head)
    separator = sniff(text, cut=len(head) >= HEAD) if text else None
    if separator is None:
        raise RefusedError(
            f"{path.name} is no table: its first lines do not have the same number of fields, parted by "
            "commas, semicolons, tabs or vertical bars; export it again."
        )
    told = Issue(
        severity=Severity.INFO,
        code="ENCODING",
        message=f"The text was read as {NAMES[encoding]}, its fields parted by {WORDS[separator]}.",
        position=path.stem,
    )
    source = Source(
        name=path.stem,
        place="line",
        lines=lambda: read_lines(path, encoding, separator),
        evidence=TextEvidence,
        findings=(told,),
    )
    return gather(source, asked)
