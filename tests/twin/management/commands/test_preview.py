"""A preview tells what is in a file, hides who somebody is, and proposes a profile that loads."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.cities import city
from tests.cities import write as write_city
from twin.ingest import Order, bring
from twin.models import Dwelling, House, Household, Load, Person

FIXTURES = Path(__file__).resolve().parents[4] / "fixtures"
REGISTER = {
    FIXTURES / "csv/houses.csv": (House, 12),
    FIXTURES / "register/dwellings.csv": (Dwelling, 40),
    FIXTURES / "register/households.csv": (Household, 30),
    FIXTURES / "register/persons.csv": (Person, 60),
}


def preview(path: Path, **options: object) -> str:
    """What the command says."""
    said = StringIO()
    call_command("preview", path, stdout=said, **options)
    return said.getvalue()


def test_columns_are_told_with_type_fill_number_of_values_and_samples() -> None:
    said = preview(FIXTURES / "register/dwellings.csv")
    assert "dwellings: 40 rows; without geometry" in said
    line = next(line for line in said.splitlines() if line.startswith("产权性质"))
    assert line.split() == ["产权性质", "string", "100%", "3", "出租,", "公租,", "自有"]
    assert "It fits best: dwelling" in said
    assert "Not mapped: 登记日期." in said
    assert "[table.fields]" in said


def test_identity_numbers_names_and_telephones_are_masked() -> None:
    said = preview(FIXTURES / "register/persons.csv")
    assert "330106************" in said
    assert "虚***" in said
    assert "139********" in said
    assert not any(text in said for text in ("3301061947", "虚构1号", "13900000001", "1947-02"))


@pytest.mark.usefixtures("twin")
def test_a_proposed_profile_loads_each_table_of_the_register(tmp_path: Path) -> None:
    for path, (model, rows) in REGISTER.items():
        profile = tmp_path / f"{path.stem}.toml"
        preview(path, propose=profile)
        [report] = bring(path, Order(profile=profile))
        assert report.status == Load.Status.DONE, report.reason
        assert set(report.findings) <= {"info"}, report.issues
        assert model._default_manager.count() == rows
    dwelling = Dwelling.objects.get(thing__code="H01-101")
    assert (dwelling.house, dwelling.unit_code, dwelling.tenure, dwelling.use_state, dwelling.area_net) == (
        *("H01", "330106001001GB00001F00000001", "rented", "occupied"),
        65.8,
    )
    assert House.objects.get(thing__code="H01").house_code == "0571000001"
    person = Person.objects.order_by("id").first()
    assert person
    assert (person.birth_year, person.sex, person.hukou, person.resident) == (1947, "male", "local", True)
    assert person.attributes == {}


@pytest.mark.usefixtures("twin")
def test_a_workbook_of_several_tables_loads_by_one_proposed_profile(tmp_path: Path) -> None:
    profile = tmp_path / "register.toml"
    preview(FIXTURES / "excel/register.xlsx", propose=profile)
    [report] = bring(FIXTURES / "excel/register.xlsx", Order(profile=profile))
    assert report.status == Load.Status.DONE, report.reason
    assert {kind: counts["opened"] for kind, counts in report.counts.items()} == {"house": 12, "dwelling": 40}


def test_a_profile_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    profile = tmp_path / "mine.toml"
    profile.write_text("mine")
    with pytest.raises(CommandError, match=r"cannot be written \(File exists\); name another"):
        preview(FIXTURES / "csv/houses.csv", propose=profile)
    assert profile.read_text() == "mine"


def test_what_cannot_be_looked_at_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="holds no tables; load it as it is"):
        preview(write_city(tmp_path / "one.city.json", city({"a": 9})))
    with pytest.raises(CommandError, match="There is no file"):
        preview(tmp_path / "none.csv")
    odd = tmp_path / "odd.csv"
    odd.write_text("foo,bar\n1,2\n")
    assert "It fits no kind of record" in preview(odd)
    with pytest.raises(CommandError, match="no profile was written"):
        preview(odd, propose=tmp_path / "odd.toml")


def test_how_anonymous_the_rows_are_is_told_before_they_are_given_away(tmp_path: Path) -> None:
    path = tmp_path / "patients.csv"
    rows = ["area,age,ill", *["330106,30s,flu"] * 12, *["330106,40s,flu"] * 6, *["330106,40s,cold"] * 6]
    path.write_text("\n".join(rows))
    said = preview(path, quasi=["area", "age"], sensitive="ill")
    assert "By area, age the smallest group that looks the same has 12 rows (k); 0 rows look" in said
    assert "Of ill the least diverse group holds 1 different values (l), and one is 0.25 from" in said
    assert "made coarser" in said
    assert "made coarser" not in preview(path, quasi=["area"], sensitive="ill")
    path.write_text("\n".join([*rows, "330108,30s,cold"]))
    assert "has 1 rows (k); 1 rows look like fewer than 10." in preview(path, quasi=["area"])


def test_anonymity_by_a_column_that_is_not_there_or_by_none_is_refused() -> None:
    with pytest.raises(CommandError, match="no column “age”"):
        preview(FIXTURES / "register/persons.csv", quasi=["age"])
    with pytest.raises(CommandError, match="--quasi COLUMN"):
        preview(FIXTURES / "register/persons.csv", sensitive="age")
