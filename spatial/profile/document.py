"""A profile as it is written: TOML read to rules, or refused by the table and the word that is wrong.

[[table]]
table = "buildings"          # left out: any table of the file
record = "building"          # building, road, node, link, hazard-zone …
code = "OBJECTID"            # the column of the id, or several; left out: the file's own id
attributes = ["NOTE"]        # the columns kept as they are; left out: all that no field took whole

[table.fields]
name = "NAME"
height = { column = "H_FT", unit = "ft" }
storeys = [{ column = "FLOORS" }, { column = "H_FT", factor = 0.1 }]     # the first that is not empty
height_source = { value = "measured", when = "H_FT" }
function = { column = "USE", translate = { 1 = "residential" }, other = "empty" }   # keep, empty, refuse
valid_from = { column = "SINCE", form = "%Y%m%d" }

[table.codes]
cadastre = "PARCEL"          # the object's other codes, by scheme

[[table]]
table = "people"
record = "person"
code = "IDCARD"
secret = { IDCARD = "person-id" }   # identity numbers, of which only keyed hashes go any further; those of a
                                    # publisher's own scheme: secret = ["NO"]

[[table]]
table = "pipes"
record = "link"
between = "points"           # rows without a course run from `start` to `end`, ids of points of that table
[table.fields]
start = "FROM"
end = "TO"
network = { column = "CODE", decode = "cjj61-network" }      # and cjj61-class: eight digits, Appendix F
diameter = { column = "SIZE", decode = "section-diameter" }  # and section-width, section-height: 800x600
year = { column = "BUILT", decode = "year" }                 # of a date, however it is written
vertical = { value = "depth", when = "DEPTH_1" }             # what start_z is: depth, elevation, cover
start_z = "DEPTH_1"
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from spatial.codes.scheme import schemes
from spatial.errors import RefusedError
from spatial.profile.casting import cast
from spatial.profile.decoding import DECODERS
from spatial.profile.kinds import Slot, list_slots, name_kinds
from spatial.profile.rules import OTHERS, Profile, Rule, TableMap
from spatial.records import Link, Record
from spatial.registers import PERSONAL, Employment, Person, Residence
from spatial.units import SAME, find_factor
from spatial.vector.cells import Odd

TABLE_WORDS = {"table", "record", "code", "attributes", "fields", "codes", "between", "secret"}
RULE_WORDS = {"column", "value", "when", "decode", "unit", "factor", "form", "translate", "other"}
LARGEST = 2**20
IDENTIFIED = {Person, Residence, Employment}


def read_profile(path: Path) -> Profile:
    """The profile in a file. Raises RefusedError with the table and the word that is wrong."""
    try:
        if path.stat().st_size > LARGEST:
            raise RefusedError(f"{path.name} is too large for a profile; give the TOML file.")
        root = tomllib.loads(path.read_bytes().decode())
    except OSError as error:
        raise RefusedError(f"The profile {path} cannot be read ({error.strerror}); check it.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise RefusedError(f"{path.name} is no TOML ({error}); mend it.") from None
    tables = root.get("table")
    if set(root) != {"table"} or not isinstance(tables, list) or not tables:
        raise RefusedError(
            f"{path.name} must hold [[table]] and nothing else, one for each table of the file."
        )
    maps = [_read_table(_Place(f"{path.name}, table {number}"), one) for number, one in enumerate(tables, 1)]
    named = [f"table “{one.table}”" if one.table else "any table" for one in maps]
    if twice := [name for name in named if named.count(name) > 1]:
        raise RefusedError(f"{path.name} maps {twice[0]} twice; put it in one.")
    return Profile(name=path.name, tables=tuple(maps))


class _Place(str):
    """Where in the profile something stands."""

    def refuse(self, wrong: str) -> RefusedError:
        return RefusedError(f"{self}: {wrong}.")

    def within(self, word: str) -> "_Place":
        return _Place(f"{self}, {word}")

    def check_words(self, content: Any, known: set[str]) -> dict[str, Any]:
        if not isinstance(content, dict):
            raise self.refuse("this must be a table of TOML")
        if odd := sorted(set(content) - known):
            raise self.refuse(f"“{odd[0]}” is not known here; there are {', '.join(sorted(known))}")
        return content

    def read_text(self, content: Any) -> str:
        if not isinstance(content, str) or not content:
            raise self.refuse("this must be a text")
        return content

    def read_texts(self, content: Any) -> tuple[str, ...]:
        listed = content if isinstance(content, list) else [content]
        return tuple(map(self.read_text, listed))


def _read_table(place: _Place, content: Any) -> TableMap:
    place.check_words(content, TABLE_WORDS)
    name = None if content.get("table") is None else place.within("table").read_text(content["table"])
    place = place.within(f"“{name}”") if name else place
    kinds = name_kinds()
    if content.get("record") not in kinds:
        raise place.refuse(f"“record” must be one of {', '.join(kinds)}")
    kind = kinds[content["record"]]
    slots = list_slots(kind)
    fields = place.within("fields").check_words(content.get("fields", {}), set(slots))
    if missing := [name for name, slot in slots.items() if slot.required and name not in fields]:
        raise place.refuse(f"a {content['record']} needs the field “{missing[0]}”; add it to [table.fields]")
    inner = place.within("codes")
    if not isinstance(codes := content.get("codes", {}), dict):
        raise inner.refuse("this must be a table of TOML, a column for each scheme")
    kept = content.get("attributes")
    between = None if "between" not in content else place.within("between").read_text(content["between"])
    if between and kind is not Link:
        raise place.within("between").refuse("only a link runs between points")
    code = place.within("code").read_texts(content["code"]) if "code" in content else ()
    secret = _read_secret(place.within("secret"), content.get("secret", []))
    check_secret(place, kind, content, code, secret)
    return TableMap(
        table=name,
        kind=kind,
        code=code,
        attributes=None if kept is None else place.within("attributes").read_texts(kept),
        fields={name: _read_rules(place.within(name), fields[name], slots[name]) for name in fields},
        codes={scheme: inner.within(scheme).read_text(column) for scheme, column in codes.items()},
        between=between,
        secret=secret,
    )


def check_secret(
    place: _Place,
    kind: type[Record],
    content: dict[str, Any],
    code: tuple[str, ...],
    secret: Mapping[str, str],
) -> None:
    """See that what identifies a person comes in as a hash alone."""
    named = content.get("fields", {}).get("person")
    wanted = code if kind is Person else (named,) if isinstance(named, str) else ()
    if kind in PERSONAL and "attributes" not in content:
        raise place.refuse("a row about a person keeps no other columns; say attributes = [] or which")
    if kind in IDENTIFIED and not set(wanted) & set(secret):
        raise place.refuse("name the column of the identity number in secret = [...], so that it is not kept")


def _read_secret(place: _Place, content: Any) -> dict[str, str]:
    """The columns with the scheme each one's numbers must fit, "" where it is not said."""
    if not isinstance(content, dict):
        return dict.fromkeys(place.read_texts(content), "")
    for column, scheme in content.items():
        if scheme not in schemes.entries:
            raise place.within(column).refuse(f"this must be one of {', '.join(schemes.entries)}")
    return content


def _read_rules(place: _Place, content: Any, slot: Slot) -> tuple[Rule, ...]:
    return tuple(
        _read_rule(place, one, slot) for one in (content if isinstance(content, list) else [content])
    )


def _read_rule(place: _Place, content: Any, slot: Slot) -> Rule:
    if isinstance(content, str):
        return Rule(column=place.read_text(content))
    place.check_words(content, RULE_WORDS)
    if ("column" in content) == ("value" in content):
        raise place.refuse("give either a column or a value")
    translate = content.get("translate", {})
    if not isinstance(translate, dict):
        raise place.within("translate").refuse("this must be a table of TOML, a meaning for each code")
    if content.get("other", OTHERS[0]) not in OTHERS:
        raise place.within("other").refuse(f"this must be one of {', '.join(OTHERS)}")
    texts = {
        word: place.within(word).read_text(content[word])
        for word in ("column", "when", "form", "decode")
        if word in content
    }
    if texts.get("decode", next(iter(DECODERS))) not in DECODERS:
        raise place.within("decode").refuse(f"this must be one of {', '.join(DECODERS)}")
    return Rule(
        **texts,
        value=_cast(place.within("value"), content.get("value"), slot),
        factor=_read_factor(place, content, slot),
        translate={
            code: _cast(place.within(f"translate.{code}"), one, slot) for code, one in translate.items()
        },
        other=content.get("other", OTHERS[0]),
    )


def _cast(place: _Place, value: Any, slot: Slot) -> Any:
    """A value that stands in the profile itself, as the field keeps it."""
    found = Odd("must be a single value") if isinstance(value, dict | list) else cast(value, slot)
    if isinstance(found, Odd):
        raise place.refuse(found.message)
    return found


def _read_factor(place: _Place, content: dict[str, Any], slot: Slot) -> float:
    """What the column's figures are multiplied by: the unit's factor, the publisher's own, or both."""
    factor = content.get("factor", 1.0)
    if isinstance(factor, bool) or not isinstance(factor, int | float) or not factor:
        raise place.within("factor").refuse("this must be a number, and not 0")
    if ("unit" in content or factor != 1.0) and slot.type not in (int, float):
        raise place.refuse("only a number has a unit or a factor")
    if "unit" not in content:
        return float(factor)
    unit = find_factor(content["unit"], slot.unit) if slot.unit and isinstance(content["unit"], str) else None
    if unit is None:
        raise place.within("unit").refuse(
            f"the field is in {slot.unit or 'no unit'}; known are {', '.join(SAME)}"
        )
    return float(factor) * unit
