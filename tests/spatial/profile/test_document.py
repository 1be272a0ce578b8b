"""A profile is read from TOML, or refused by the table and the word that is wrong."""

from pathlib import Path

import pytest

from spatial.errors import RefusedError
from spatial.profile.document import read_profile
from spatial.profile.rules import Rule
from spatial.records import Building, HeightSource

WHOLE = """
[[table]]
table = "houses"
record = "building"
code = ["ward", "no"]
attributes = ["note"]

[table.fields]
name = "NAME"
height = { column = "H_FT", unit = "ft" }
height_source = { value = "measured", when = "H_FT" }
storeys = [{ column = "FLOORS" }, { column = "H_FT", factor = 0.1 }]
function = { column = "USE", translate = { 1 = "residential" }, other = "empty" }
valid_from = { column = "SINCE", form = "%Y%m%d" }

[table.codes]
cadastre = "PARCEL"
"""


def put(folder: Path, text: str) -> Path:
    """The text as a profile."""
    path = folder / "city.toml"
    path.write_text(text)
    return path


def test_every_rule_is_understood(tmp_path: Path) -> None:
    [plan] = read_profile(put(tmp_path, WHOLE)).tables
    assert (plan.table, plan.kind, plan.code, plan.attributes) == (
        "houses",
        Building,
        ("ward", "no"),
        ("note",),
    )
    assert plan.fields["name"] == (Rule(column="NAME"),)
    assert plan.fields["height"][0].factor == pytest.approx(0.3048)
    assert plan.fields["height_source"] == (Rule(value=HeightSource.MEASURED, when="H_FT"),)
    assert [rule.factor for rule in plan.fields["storeys"]] == [1.0, 0.1]
    assert plan.fields["function"] == (Rule(column="USE", translate={"1": "residential"}, other="empty"),)
    assert plan.fields["valid_from"] == (Rule(column="SINCE", form="%Y%m%d"),)
    assert plan.codes == {"cadastre": "PARCEL"}


def test_links_run_between_points_and_values_are_taken_apart(tmp_path: Path) -> None:
    text = """
    [[table]]
    record = "link"
    between = "points"
    fields = { network = { column = "CODE", decode = "cjj61-network", translate = { JS = "PS" } } }
    """
    [plan] = read_profile(put(tmp_path, text)).tables
    assert plan.between == "points"
    assert plan.fields["network"] == (Rule(column="CODE", decode="cjj61-network", translate={"JS": "PS"}),)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "must hold \\[\\[table\\]\\]"),
        ("table = 3", "must hold \\[\\[table\\]\\]"),
        ("[[table]]\nrecord = ", "is no TOML"),
        ("[[table]]\nrecord = 'home'", "“record” must be one of .*building"),
        ("[[table]]\nrecords = 'building'", "“records” is not known here"),
        ("[[table]]\nrecord = 'link'", "needs the field “network”"),
        ("[[table]]\nrecord = 'building'\ncode = 3", "table 1, code: this must be a text"),
        ("[[table]]\nrecord = 'building'\nfields = { heigth = 'H' }", "“heigth” is not known here.*height"),
        ("[[table]]\nrecord = 'building'\nfields = { height = {} }", "either a column or a value"),
        ("[[table]]\nrecord = 'building'\nfields = { height = { column = 'H', unit = 'stone' } }", "is in m"),
        ("[[table]]\nrecord = 'building'\nfields = { height = { column = 'H', factor = 0 } }", "not 0"),
        ("[[table]]\nrecord = 'building'\nfields = { name = { column = 'H', unit = 'm' } }", "only a number"),
        ("[[table]]\nrecord = 'building'\nfields = { storeys = { column = 'H', unit = 'm' } }", "no unit"),
        ("[[table]]\nrecord = 'building'\nfields = { height = { value = 'tall' } }", "“tall” is no number"),
        ("[[table]]\nrecord = 'building'\nfields = { name = { column = 'a', translate = 1 } }", "translate"),
        (
            "[[table]]\nrecord = 'building'\nfields = { name = { column = 'a', other = 'drop' } }",
            "keep, empty",
        ),
        ("[[table]]\nrecord = 'building'\ncodes = 3", "codes: this must be a table"),
        ("[[table]]\nrecord = 'building'\nbetween = 'points'", "only a link runs between points"),
        (
            "[[table]]\nrecord = 'building'\nfields = { name = { column = 'a', decode = 'x' } }",
            "decode: this must be one of cjj61-network, .*year",
        ),
        ("[[table]]\nrecord = 'road'\n[[table]]\nrecord = 'building'\n", "twice"),
    ],
)
def test_a_wrong_word_is_named(text: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=f"(?s){told}") as refused:
        read_profile(put(tmp_path, text))
    assert str(refused.value).endswith(".")


def test_a_profile_that_is_not_there_or_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="cannot be read"):
        read_profile(tmp_path / "none.toml")
    (tmp_path / "city.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(RefusedError, match="no TOML"):
        read_profile(tmp_path / "city.toml")
    with (tmp_path / "city.toml").open("wb") as file:
        file.truncate(2**21)
    with pytest.raises(RefusedError, match="too large"):
        read_profile(tmp_path / "city.toml")
