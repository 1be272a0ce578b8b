"""A STEP file that holds a building model: recognised, checked, opened; what is broken in it told by line."""

import re
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from spatial.errors import RefusedError
from spatial.format import HEAD
from spatial.records import Issue, Severity

if TYPE_CHECKING:
    import ifcopenshell

MARK, END = b"ISO-10303-21", b"END-ISO-10303-21"
BOM = b"\xef\xbb\xbf"
# The schemas there is a reader for, by the names files give them: corrigenda and addenda keep the entities.
SCHEMAS = {"IFC2X3": "IFC2X3", "IFC4": "IFC4", "IFC4X3_ADD2": "IFC4X3_ADD2"}
SCHEMAS |= dict.fromkeys(("IFC2X3_TC1", "IFC2X3_FINAL"), "IFC2X3")
SCHEMAS |= dict.fromkeys(("IFC4_ADD1", "IFC4_ADD2", "IFC4_ADD2_TC1"), "IFC4")
SCHEMAS |= dict.fromkeys(("IFC4X3", "IFC4X3_TC1", "IFC4X3_ADD1"), "IFC4X3_ADD2")
ENCODINGS = ("utf-8", "gb18030", "latin-1")
SEVERITIES = {"error": Severity.ERROR, "warning": Severity.WARNING}

_SCHEMA = re.compile(rb"(FILE_SCHEMA\s*\(\s*\(\s*')([^']*)'", re.IGNORECASE)
# The parser puts the element it last made a shape of before what it says, whatever it is about.
_SAID = re.compile(r"^\[(\w+)\] (?:\[\w+\] )?\[[^\]]*\] (?:\{[^}]*\} )?(.*)$", re.MULTILINE)
_OFFSET = re.compile(r" at offset (\d+)")
_INSTANCE = re.compile(r" for instance #(\d+)$")
_PARTICULAR = re.compile(r"#?\d+|'[^']*'")
_QUOTED = re.compile(rb"'[^']*'|/\*.*?\*/", re.DOTALL)
_DATA = re.compile(rb"\bDATA\s*;(.*)\bENDSEC\s*;", re.DOTALL)
_FOREIGN = re.compile(r"[^\x00-\x7f]+")


def recognises(head: bytes) -> bool:
    """Whether the bytes begin a STEP file whose schema is one of IFC, be it one that can be read or not."""
    schema = _SCHEMA.search(head)
    begins = head.removeprefix(BOM).lstrip().startswith(MARK)
    return begins and schema is not None and schema[2].upper().startswith(b"IFC")


def check(path: Path) -> None:
    """See that the file is whole and of a schema there is a reader for. Raises RefusedError."""
    with path.open("rb") as stream:
        head = stream.read(HEAD)
        stream.seek(max(path.stat().st_size - HEAD, 0))
        tail = stream.read()
    if not recognises(head):
        raise RefusedError(f"{path.name} does not begin as a building model in STEP does; fetch it again.")
    name = _name_schema(head)
    if name.upper() not in SCHEMAS:
        raise RefusedError(
            f"{path.name} is in the schema {name[:40]}, which is not read; export it as IFC 4 (or 2x3, 4.3)."
        )
    if END not in tail:
        raise RefusedError(
            f"{path.name} ends in the middle (it has no END-ISO-10303-21), it was cut; fetch it again."
        )


def open_model(path: Path) -> tuple["ifcopenshell.file", list[Issue]]:
    """The model, and what is wrong with the file's own form. Raises RefusedError where it has none."""
    import ifcopenshell

    stored = path.read_bytes()
    data, issues = _put_right(stored)
    ifcopenshell.get_log()
    try:
        if data is stored:
            model = ifcopenshell.open(path)
        else:
            with tempfile.NamedTemporaryFile(suffix=".ifc") as copy:
                copy.write(data)
                copy.flush()
                model = ifcopenshell.open(copy.name)
    except (ifcopenshell.Error, ifcopenshell.SchemaError, RuntimeError) as error:
        said = [*_read_log(data), Issue(severity=Severity.ERROR, code="STEP_BROKEN", message=f"{error}")]
        where = f", {said[0].position}" if said[0].position else ""
        reason = said[0].message.rstrip(".")
        raise RefusedError(f"{path.name}{where}: {reason}; have the file written again.") from None
    if model is None or not model.by_type("IfcProject"):
        raise RefusedError(f"{path.name} holds no IfcProject, so nothing says its units; export it whole.")
    return model, [*issues, *_read_log(data), *_count_lost(data, len(model.entity_names()))]


def _name_schema(head: bytes) -> str:
    found = _SCHEMA.search(head)
    return "" if found is None else found[2].decode("latin-1")


def _put_right(data: bytes) -> tuple[bytes, list[Issue]]:
    """The file as its parser takes it: ASCII (ISO 10303-21 §6.4.3), under its schema's own name."""
    issues, name = [], _name_schema(data[:HEAD])
    known = SCHEMAS[name.upper()]
    if known != name.upper():
        data = _SCHEMA.sub(rb"\g<1>" + known.encode() + b"'", data, count=1)
        message = f"The schema {name} was read as {known}, which has the same entities."
        issues.append(Issue(severity=Severity.INFO, code="SCHEMA_RENAMED", message=message))
    if not data.isascii():
        text, encoding = _decode(data.removeprefix(BOM))
        data = _FOREIGN.sub(_escape, text).encode("ascii")
        message = f"The text is not escaped as IFC demands; it was read as {encoding.upper()}."
        issues.append(Issue(severity=Severity.WARNING, code="TEXT_NOT_ESCAPED", message=message))
    return data.lstrip(), issues


def _decode(data: bytes) -> tuple[str, str]:
    for encoding in ENCODINGS[:-1]:
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return data.decode(ENCODINGS[-1]), ENCODINGS[-1]


def _escape(found: re.Match[str]) -> str:
    """Characters as ISO 10303-21 §6.4.3.3 writes them: two bytes each, or four where one needs them."""
    wide = max(found[0]) > "\uffff"
    digits = found[0].encode("utf-32-be" if wide else "utf-16-be").hex().upper()
    return f"\\X{4 if wide else 2}\\{digits}\\X0\\"


def _read_log(data: bytes) -> Iterator[Issue]:
    """What the parser noticed, one issue for all that differ only in their numbers and names."""
    import ifcopenshell

    groups: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for level, message in _SAID.findall(ifcopenshell.get_log()):
        if level in SEVERITIES:
            at = _OFFSET.search(message)
            plain = _OFFSET.sub("", message)
            line = _find_line(data, int(at[1])) if at else _find_instance(data, message)
            groups[level, _PARTICULAR.sub("", plain)].append((plain, line))
    for (level, _), found in groups.items():
        more = f" (and {len(found) - 1} more like it)" if len(found) > 1 else ""
        yield Issue(
            severity=SEVERITIES[level],
            code="STEP_BROKEN" if level == "error" else "STEP_ODD",
            message=f"{found[0][0]}{more}.",
            position=found[0][1],
        )


def _count_lost(data: bytes, read: int) -> Iterator[Issue]:
    """An error where the parser passed over statements without a word."""
    section = _DATA.search(_QUOTED.sub(b"", data))
    stated = section[1].count(b";") if section else 0
    if stated > read:
        message = f"{stated - read} of the file's {stated} entities cannot be read; have it written again."
        yield Issue(severity=Severity.ERROR, code="STEP_BROKEN", message=message)


def _find_line(data: bytes, offset: int) -> str:
    return "line {}".format(data.count(b"\n", 0, offset) + 1)


def _find_instance(data: bytes, message: str) -> str:
    named = _INSTANCE.search(message)
    at = re.search(rb"^#%s\s*=" % named[1].encode(), data, re.MULTILINE) if named else None
    return _find_line(data, at.start()) if at else ""
