"""A line of SWMM's becomes values named with their metric units, or a sentence."""

import pytest

from spatial.pipe_networks.swmm_lines import make_reader
from spatial.pipe_networks.units import Units


def test_figures_become_metric_by_the_model_s_units() -> None:
    words = ["c", "a", "b", "100", "0.013", "1", "2", "0", "50"]
    told = make_reader(Units("CFS"))("CONDUITS", words)
    assert told == {
        "length_m": 30.48,
        "roughness": 0.013,
        "offset_upstream_m": 0.3048,
        "offset_downstream_m": 0.6096,
        "flow_initial_m3_per_s": 0.0,
        "flow_max_m3_per_s": pytest.approx(1.41584233),
    }
    assert make_reader(Units("CMS"))("CONDUITS", words)["length_m"] == 100  # type: ignore[index]


def test_land_is_in_square_metres_and_what_is_not_set_is_left_out() -> None:
    told = make_reader(Units("LPS"))("SUBCATCHMENTS", ["s", "g", "n", "0.5", "60", "70", "0.5"])
    assert isinstance(told, dict)
    assert told["area_m2"] == 5000
    assert "snow_pack" not in told
    assert told["outlet"] == "n"


@pytest.mark.parametrize(
    "line",
    [
        "OUTFALLS o 1 free",
        "OUTFALLS o 1 Fixed 3 no",
        "STORAGE s 1 2 0 functional 1 2 3",
        "DIVIDERS d 1 w overflow",
    ],
)
def test_words_may_be_written_small(line: str) -> None:
    section, *words = line.split()
    told = make_reader(Units("LPS"))(section, words)
    assert isinstance(told, dict)
    assert told["elevation_m"] == 1


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("JUNCTIONS j deep", "could not convert string to float: 'deep'"),
        ("JUNCTIONS j inf", "elevation is infinite or too large"),
        ("CONDUITS c a", "missing 3 required"),
        (f"XSECTIONS c CIRCULAR 1 0 0 0 {10**20}", "n_barrels is infinite or too large"),
        ("JUNCTIONS j 1 2 3 4 5 6 7", "positional arguments"),
        ("STORAGE s 1 2 0 ROUND 3", "cannot be read"),
        ("WEIRS w a b TRANSVERSE 1 2 MAYBE", "cannot be read"),
    ],
)
def test_what_cannot_be_read_is_a_sentence_in_one_line(line: str, told: str) -> None:
    section, *words = line.split()
    said = make_reader(Units("LPS"))(section, words)
    assert isinstance(said, str)
    assert told in said
    assert "\n" not in said
