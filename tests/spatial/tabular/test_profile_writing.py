"""A proposed profile is TOML that the profile's own reader takes, whatever the columns are called."""

from pathlib import Path

from spatial.profile.document import read_profile
from spatial.registers import Dwelling, Person
from spatial.tabular.profile_writing import write_profile
from spatial.tabular.proposal import FieldMap, Proposal

ODD = 'a "b" \\ \x7f\n面积'


def make(kind: str, **said: object) -> Proposal:
    """A proposal for a table of an odd name."""
    plain = {"code": (ODD,), "secret": {}, "fields": (), "attributes": None, "left_out": ()}
    return Proposal(table=ODD, kind=kind, scores={kind: 0.5}, **{**plain, **said})  # type: ignore[arg-type]


def test_every_name_survives(tmp_path: Path) -> None:
    path = tmp_path / "p.toml"
    rules = FieldMap(
        name="tenure", column=ODD, translate={ODD: "owned", "1": "rented"}, unknown=("x\ny",) * 30
    )
    area = FieldMap(name="area_gross", column="面积", factor=0.5)
    sold = FieldMap(name="sold_on", column="日期", form="%Y%m%d")
    path.write_text(write_profile([make("dwelling", fields=(rules, area, sold), left_out=(ODD,))]))
    [plan] = read_profile(path).tables
    assert (plan.table, plan.kind, plan.code) == (ODD, Dwelling, (ODD,))
    assert plan.fields["tenure"][0].translate == {ODD: "owned", "1": "rented"}
    assert (plan.fields["area_gross"][0].factor, plan.fields["sold_on"][0].form) == (0.5, "%Y%m%d")


def test_what_is_secret_is_said_and_a_missing_id_remarked(tmp_path: Path) -> None:
    path = tmp_path / "p.toml"
    born = FieldMap(name="birth_year", column="生日", decode="year")
    person = make("person", secret={ODD: "person-id"}, attributes=(), fields=(born,))
    path.write_text(write_profile([person]))
    [plan] = read_profile(path).tables
    assert (plan.kind, plan.secret, plan.attributes) == (Person, {ODD: "person-id"}, ())
    path.write_text(write_profile([make("house", secret={ODD: ""})]))
    assert read_profile(path).tables[0].secret == {ODD: ""}
    assert "# code = no column" in write_profile([make("house", code=())])
