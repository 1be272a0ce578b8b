"""People come in as hashes under this twin's key; nothing of their numbers is kept anywhere."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from spatial.profile.sealing import HEXADECIMAL
from twin.ingest import Order, Report, bring
from twin.models import Dwelling, Frame, Load, Person, Quarantined, Residence

pytestmark = pytest.mark.usefixtures("twin")
ONE, OTHER = "11010519491231002X", "440524188001010014"
PROFILE = """
[[table]]
record = "person"
code = "证号"
secret = ["证号"]
attributes = []

[table.fields]
birth_year = "生年"
sex = { column = "性别", translate = { "男" = "male", "女" = "female" }, other = "refuse" }
"""
STAYS = """
[[table]]
record = "residence"
code = ["证号", "户号"]
secret = ["证号"]
attributes = []

[table.fields]
person = "证号"
dwelling = "户号"
"""


def load(folder: Path, rows: list[dict[str, Any]], profile: str = PROFILE, name: str = "people") -> Report:
    """Load rows as people; the good ones are taken."""
    path, rules = folder / f"{name}.geojson", folder / f"{name}.toml"
    rules.write_text(profile)
    features = [{"type": "Feature", "geometry": None, "properties": row} for row in rows]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    [report] = bring(path, Order(profile=rules, keep_good=True))
    return report


def everything() -> str:
    """Every row of every table as text."""
    return "".join(str(list(model._default_manager.values())) for model in apps.get_models())


def test_no_number_is_kept_of_good_rows_nor_of_bad(tmp_path: Path) -> None:
    people = [{"证号": ONE, "生年": 1949, "性别": "男"}, {"证号": OTHER, "生年": 1880, "性别": "？"}]
    report = load(tmp_path, people)
    assert report.status == Load.Status.DONE, report.reason
    assert Person.objects.count() == Quarantined.objects.count() == 1
    told = everything()
    assert ONE not in told
    assert OTHER not in told


def test_a_person_is_the_same_in_every_file(tmp_path: Path) -> None:
    load(tmp_path, [{"证号": ONE, "生年": 1949, "性别": "男"}])
    load(tmp_path, [{"证号": ONE.lower(), "户号": "3-501"}], STAYS, "stays")
    assert Residence.objects.get().person == Person.objects.get().code
    load(tmp_path, [{"证号": f" {ONE}", "生年": 1949, "性别": "男"}])
    assert Person.objects.count() == 1


def test_one_number_on_two_rows_leaves_both_out_and_tells_neither_number_nor_names(
    tmp_path: Path,
) -> None:
    rows = [{"证号": ONE, "姓名": name, "生年": 1949, "性别": "男"} for name in ("张三", "张叁")]
    report = load(tmp_path, rows)
    assert report.findings == {"error": 1}
    [issue] = [one for one in report.issues if one.code == "DUPLICATE_ID"]
    assert issue.message == "2 objects bear this id; give each its own in the source."
    assert (Person.objects.count(), Quarantined.objects.count()) == (0, 1)
    told = everything()
    assert not [word for word in (ONE, "张三", "张叁") if word in told]


def test_another_key_is_refused_before_a_row(tmp_path: Path, settings: Any) -> None:
    load(tmp_path, [{"证号": ONE, "生年": 1949, "性别": "男"}])
    settings.PERSON_KEY = "another"
    report = load(tmp_path, [{"证号": OTHER, "生年": 1880, "性别": "男"}])
    assert report.status == Load.Status.REFUSED
    assert "TWIN_PERSON_KEY" in report.reason
    assert Person.objects.count() == 1
    assert settings.PERSON_KEY not in Frame.objects.get().person_key


def test_a_table_with_identity_numbers_is_never_published(tmp_path: Path) -> None:
    path = tmp_path / "people.geojson"
    rows = [{"户": "1", "证号": ""}, {"户": "2", "证号": ONE}]
    features = [{"type": "Feature", "geometry": None, "properties": row} for row in rows]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    [report] = bring(path, Order())
    assert report.status == Load.Status.REFUSED
    assert "“证号”" in report.reason
    assert "--profile" in report.reason
    assert ONE not in everything()


HOMES = """
[[table]]
record = "dwelling"
code = "户号"
"""


def test_the_number_of_a_home_s_owner_is_sealed_or_its_file_refused(tmp_path: Path) -> None:
    homes = [{"户号": "3-501", "身份证号": ONE}]
    refused = load(tmp_path, homes, HOMES, "homes")
    assert refused.status == Load.Status.REFUSED
    assert "“身份证号” of “homes”" in refused.reason
    assert "Say secret" in refused.reason
    assert not Dwelling.objects.exists()
    load(tmp_path, homes, f'{HOMES}secret = {{ "身份证号" = "person-id" }}', "homes")
    kept = Dwelling.objects.get().attributes["身份证号"]
    assert len(kept) == HEXADECIMAL
    assert ONE not in everything()


def test_numbers_in_a_column_that_nobody_would_expect_them_in_are_refused_a_stray_one_is_masked(
    tmp_path: Path,
) -> None:
    homes = [
        {"户号": f"3-50{at}", "备注": f"房主 {number}"} for at, number in enumerate((ONE, OTHER, "无", "无"))
    ]
    homes[1]["备注"] = f"租客 {ONE}"
    refused = load(tmp_path, homes, HOMES, "homes")
    assert refused.status == Load.Status.REFUSED
    assert "“备注” of “homes”" in refused.reason
    assert ONE not in everything()
    taken = load(tmp_path, [homes[0], *homes[2:]], HOMES, "homes")
    assert [issue.code for issue in taken.issues] == ["IDENTITY_MASKED"]
    assert Dwelling.objects.get(code="3-500").attributes["备注"] == "房主 110105************"
    assert ONE not in everything()


def test_a_household_is_not_known_by_the_number_of_its_head(tmp_path: Path) -> None:
    profile = HOMES.replace("dwelling", "household").replace("户号", "身份证号") + "attributes = []\n"
    refused = load(tmp_path, [{"身份证号": ONE}], profile, "households")
    assert refused.status == Load.Status.REFUSED
    assert "Say secret" in refused.reason
    assert ONE not in everything()
