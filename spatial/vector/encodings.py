"""The encoding of text: of dBASE by what lies beside it, else what it says, else what it looks like."""

import codecs
import re
from collections.abc import Callable
from pathlib import Path

from spatial.records import Issue, Severity
from spatial.vector.cells import Odd

# Language drivers of dBASE headers that name an encoding for certain; 0x57 means “the writer's own”.
DRIVERS = {0x01: "cp437", 0x02: "cp850", 0x03: "cp1252", 0x4D: "gb18030", 0x4E: "cp949", 0x4F: "big5"}
DRIVERS |= {0x13: "cp932", 0x78: "big5", 0x79: "cp949", 0x7A: "gb18030", 0x7B: "cp932", 0xC8: "cp1250"}
DRIVERS |= {0xC9: "cp1251", 0x26: "cp866", 0x65: "cp866"}
CHINESE = {"936", "gbk", "gb2312", "gb18030", "euc-cn", "cp936"}
SAMPLE = 4 * 1024 * 1024
GUESSES = {"utf-8": "utf-8", "gb2312": "gb18030"}
LONGEST_CHARACTER = 4


def find_encoding(dbf: Path, cpg: Path | None) -> tuple[str, tuple[Issue, ...]]:
    """Python's name of the encoding, and a finding where it had to be guessed or its name is unknown."""
    notes: tuple[Issue, ...] = ()
    if cpg is not None:
        word = cpg.read_bytes()[:64].decode("latin-1").strip()
        if (named := read_name(word)) is not None:
            return named, ()
        message = f"{cpg.name} names an encoding “{word}” that is not known; the text was read without it."
        notes = (_note(Severity.WARNING, message, dbf),)
    with dbf.open("rb") as stream:
        data = stream.read(SAMPLE)
    driver = data[29] if len(data) > 29 else 0
    if driver in DRIVERS:
        return DRIVERS[driver], notes
    if data[32:].isascii():
        return "utf-8", notes
    guessed = guess_encoding(data[32:])
    message = (
        f"The shapefile does not say how its text is encoded; it was read as {guessed.upper()}. Put a file "
        f"{dbf.stem}.cpg that names the encoding beside it if that is wrong."
    )
    return guessed, (*notes, _note(Severity.WARNING, message, dbf))


def guess_encoding(data: bytes) -> str:
    """Python's name of the encoding that text of unknown origin looks like."""
    return next((name for guess, name in GUESSES.items() if _is_in(data, guess)), "cp1252")


def read_name(word: str) -> str | None:
    """Python's name of an encoding as .cpg files call it: UTF-8, GBK, 936, ANSI 1252, ISO 88591."""
    plain = re.sub(r"^(ansi|oem|ibm|windows|cp)[ _-]*", "", word.lower().strip())
    if plain in CHINESE:
        return "gb18030"
    if plain == "65001":
        return "utf-8"
    if found := re.fullmatch(r"iso[ _-]*8859[ _-]?(\d{1,2})", plain):
        plain = f"iso8859-{found[1]}"
    if plain.isdigit():
        plain = f"cp{plain}"
    try:
        found_codec = codecs.lookup(plain)
        "".encode(plain)
    except (LookupError, ValueError):
        return None
    return found_codec.name


def decoder(encoding: str) -> Callable[[str], str | Odd]:
    """Decodes text that GDAL gave byte for byte (as ISO 8859-1), without a last character that was cut."""

    def decode(stored: str) -> str | Odd:
        data = stored.encode("latin-1")
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            if error.start and error.start > len(data) - LONGEST_CHARACTER:
                return data[: error.start].decode(encoding)
            return Odd(f"the text is not {encoding.upper()}; give its encoding in a .cpg file")

    return decode


def _is_in(data: bytes, encoding: str) -> bool:
    """Whether all of the bytes are text of an encoding, but for a character cut at the end."""
    try:
        codecs.getincrementaldecoder(encoding)().decode(data)
    except UnicodeDecodeError:
        return False
    return True


def _note(severity: Severity, message: str, dbf: Path) -> Issue:
    return Issue(severity=severity, code="ENCODING_GUESSED", message=message, position=dbf.stem)
