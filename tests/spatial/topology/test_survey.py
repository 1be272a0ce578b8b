"""The example survey is sound, and a fault planted in its points or lines is found."""

from pathlib import Path

from spatial.format import Asked
from spatial.formats.geopackage import FORMAT
from spatial.profile.document import read_profile
from spatial.profile.drawing import find_points
from spatial.profile.mapping import map_rows, pair_tables
from spatial.records import CityObject
from tests.streets import change, told

SURVEY = Path(__file__).resolve().parents[3] / "fixtures" / "survey"


def read() -> list[CityObject]:
    """The records of the survey."""
    assert FORMAT.tables
    profile = read_profile(SURVEY / "cjj61.toml")
    pairs, _ = pair_tables(FORMAT.tables(SURVEY / "survey.gpkg", Asked()), profile)
    rows = (row for pair in pairs for row in map_rows(*pair, find_points(pairs, pair[1], profile)))
    return [row for row in rows if isinstance(row, CityObject)]


def test_it_is_sound() -> None:
    assert told(read()) == []


def test_the_rules_of_cjj_61_are_kept() -> None:
    survey = read()
    assert told(change(survey, "YS2", depth=2.3)) == [("HEIGHTS_DISAGREE", "YS2")]
    assert told(change(survey, "YS2", depth=1.7, invert=4.45)) == [
        ("LINK_BELOW_NODE", "YS1-YS2"),
        ("LINK_BELOW_NODE", "YS2-YS3"),
    ]
    assert told([row for row in survey if row.code != "JS2-JS4"]) == [
        ("NODE_UNUSED", "JS4"),
        ("WRONG_DEGREE", "JS2"),
    ]
