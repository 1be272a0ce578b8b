"""One position is chosen by a fixed order, told with those not taken, and applied once."""

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from spatial.crs import find_degrees
from spatial.errors import RefusedError
from spatial.format import Asked
from spatial.ifc.georeference import Claims, Conversion, Reference, System
from spatial.ifc.position import OWN, choose
from spatial.records import Severity
from spatial.solids import Points

NEAR: Points = np.array([[0.0, 0.0, 0.0], [10.0, 8.0, 6.4]])
HANGZHOU = System(name="EPSG:4549", heights="EPSG:5737")
MAP = Conversion(
    source="IfcMapConversion", system=HANGZHOU, east=518_000.0, north=3_349_000.0, height=6.5, axis=(0.0, 1.0)
)
SITE = Reference(source="IfcSite", lon=120.187, lat=30.258, elevation=7.0, anchor=np.eye(4))


def claim(*conversions: Conversion, references: tuple[Reference, ...] = (), **more: Any) -> Claims:
    """Claims of a model in metres, on unturned axes."""
    given = {"unit": 1.0, "frame": np.eye(4), "north": 0.0, **more}
    system = next((one.system for one in conversions), System())
    return Claims(**{"system": system, **given}, conversions=conversions, references=references)


def place(claims: Claims, asked: Asked = Asked(), sample: Points = NEAR) -> list[float]:  # noqa: B008
    """Where the model's point (10, 8, 6.4) comes to lie."""
    placed = choose(claims, sample, asked).position.place(np.array([[10.0, 8.0, 6.4]]))
    found: list[float] = placed[0].tolist()
    return found


def test_a_conversion_turns_scales_and_shifts() -> None:
    assert place(claim(MAP)) == pytest.approx([517_992.0, 3_349_010.0, 12.9])
    assert place(claim(replace(MAP, scale=0.9999))) == pytest.approx([517_992.0008, 3_349_009.999, 12.89936])
    factors = (0.999, 1.001, 1.0)
    assert place(claim(replace(MAP, factors=factors))) == pytest.approx([517_991.992, 3_349_009.99, 12.9])


def test_a_conversion_is_that_of_the_context_s_own_frame() -> None:
    frame = np.eye(4)
    frame[:3, 3] = (1.0, 2.0, 3.0)
    assert place(claim(MAP, frame=frame)) == pytest.approx([517_994.0, 3_349_009.0, 9.9])


def test_the_first_claim_is_taken_and_all_others_are_told() -> None:
    other = replace(MAP, source="ePSet_MapConversion", east=1.0)
    choice = choose(claim(MAP, other, references=(SITE,)), NEAR, Asked())
    assert choice.position.source == "IfcMapConversion"
    [told] = choice.issues
    assert (told.severity, told.code, told.message) == (Severity.INFO, "POSITION", choice.sentence)
    assert "placed by IfcMapConversion (east 518000.000, north 3349000.000, height 6.500, turned 90.000°" in (
        choice.sentence
    )
    assert "Not used: ePSet_MapConversion (east 1, north 3349000" in choice.sentence
    assert "IfcSite (latitude 30.258000, longitude 120.187000, elevation 7 m)." in choice.sentence


def test_claims_of_different_places_are_a_warning() -> None:
    chicago = replace(SITE, lat=41.8744, lon=-87.6394)
    *_, warning = choose(claim(MAP, references=(SITE, chicago)), NEAR, Asked()).issues
    assert (warning.severity, warning.code) == (Severity.WARNING, "POSITIONS_DISAGREE")
    assert "longitude -87.639400, elevation 0 m" not in warning.message
    assert "km from where the model was placed by IfcMapConversion" in warning.message


def test_a_site_s_degrees_are_projected_and_turned_from_true_north_to_the_grid_s() -> None:
    position = choose(claim(references=(SITE,), north=math.radians(-30)), NEAR, Asked()).position
    assert (position.crs, position.heights, position.height) == ("EPSG:32651", None, 7.0)
    degrees = find_degrees(position.east, position.north, 32651)
    assert degrees == pytest.approx((SITE.lon, SITE.lat))
    # In the zone around 123 E meridians west of that lean east: by the difference times the sine of latitude.
    lean = (120.187 - 123) * math.sin(math.radians(30.258))
    assert math.degrees(position.turn) == pytest.approx(30 + lean, abs=0.01)
    assert position.scale[0] == pytest.approx(1.0005, abs=0.0002)


def test_a_site_s_point_is_where_the_site_stands_in_the_model() -> None:
    anchor = np.eye(4)
    anchor[:3, 3] = (100.0, 50.0, 2.0)
    asked = Asked(crs="EPSG:4549")
    here, there = claim(references=(SITE,)), claim(references=(replace(SITE, anchor=anchor),))
    moved = np.array(place(here, asked)) - place(there, asked)
    assert moved == pytest.approx([100.0, 50.0, 2.0], abs=0.2)


def test_the_system_asked_for_is_over_the_file_s() -> None:
    assert choose(claim(MAP), NEAR, Asked(crs="EPSG:4548")).position.crs == "EPSG:4548"
    position = choose(claim(references=(SITE,)), NEAR, Asked(crs="EPSG:4549")).position
    assert find_degrees(position.east, position.north, 4549) == pytest.approx((SITE.lon, SITE.lat))


def test_axes_are_exchanged_when_asked() -> None:
    swapped = replace(MAP, east=MAP.north, north=MAP.east)
    assert place(claim(swapped), Asked(swap_axes=True)) == place(claim(MAP))


@pytest.mark.parametrize(
    ("name", "heights", "crs", "datum"),
    [
        ("CGCS2000 / 3-degree Gauss-Kruger CM 120E", "Yellow Sea 1985", "EPSG:4549", "EPSG:5737"),
        ("EPSG:9897", None, "EPSG:9897", None),
        ("Our own grid", "Our own zero", "Our own grid", None),
    ],
)
def test_systems_and_datums_are_known_by_name_too(
    name: str, heights: str | None, crs: str, datum: str | None
) -> None:
    conversion = replace(MAP, system=System(name=name, heights=heights))
    position = choose(claim(conversion), NEAR, Asked()).position
    assert (position.crs, position.heights) == (crs, datum)


def test_millimetres_are_brought_to_the_map_s_metres_by_scale_or_without() -> None:
    metres = replace(MAP, system=replace(HANGZHOU, unit=1.0))
    assert place(claim(replace(metres, scale=0.001), unit=0.001)) == pytest.approx(place(claim(MAP)))
    choice = choose(claim(metres, unit=0.001), NEAR, Asked())
    assert [issue.code for issue in choice.issues] == ["POSITION", "MAP_SCALE_ODD"]
    assert place(claim(metres, unit=0.001)) == pytest.approx(place(claim(MAP)))


def test_a_scale_that_fits_no_units_is_refused() -> None:
    with pytest.raises(RefusedError, match=r"a metre of the model would be 25 m on the map"):
        place(claim(replace(MAP, scale=25.0)))


def test_figures_without_a_unit_are_the_project_s_where_these_lie_in_the_system() -> None:
    millimetres = replace(MAP, east=MAP.east * 1000, north=MAP.north * 1000, height=6500.0)
    assert place(claim(millimetres, unit=0.001)) == pytest.approx(place(claim(MAP)))
    choice = choose(claim(MAP, unit=0.001), NEAR, Asked())
    assert [issue.code for issue in choice.issues][:2] == ["POSITION", "MAP_UNIT_MISSING"]
    assert choice.position.east == MAP.east


def test_a_system_in_feet_keeps_its_feet_in_plan_and_metres_in_height() -> None:
    feet = System(name="EPSG:2229", unit=1200 / 3937)
    conversion = replace(MAP, system=feet, east=6_500_000.0, north=1_840_000.0, height=100.0, axis=(1.0, 0.0))
    found = place(claim(conversion, unit=1200 / 3937))
    assert found == pytest.approx([6_500_032.808, 1_840_026.247, 100 * 1200 / 3937 + 6.4], abs=0.001)


def test_map_coordinates_are_not_shifted_a_second_time() -> None:
    sample = NEAR + np.array([518_000.0, 3_349_000.0, 6.5])
    choice = choose(claim(MAP), sample, Asked())
    assert choice.position.source == OWN
    assert choice.position.place(sample) == pytest.approx(sample)
    assert [issue.code for issue in choice.issues] == ["POSITION", "ALREADY_ON_MAP"]
    assert "Not used: IfcMapConversion" in choice.sentence


def test_a_small_shift_is_applied_to_map_coordinates() -> None:
    sample = NEAR + np.array([517_990.0, 3_348_990.0, 0.0])
    shift = replace(MAP, east=10.0, north=10.0, height=6.5, axis=(1.0, 0.0))
    assert choose(claim(shift), sample, Asked()).position.source == "IfcMapConversion"


def test_far_coordinates_of_a_local_grid_are_converted() -> None:
    sample = NEAR + np.array([51_000.0, 32_000.0, 0.0])
    assert choose(claim(MAP), sample, Asked()).position.source == "IfcMapConversion"


def test_map_coordinates_alone_need_a_system() -> None:
    sample = NEAR + np.array([518_000.0, 3_349_000.0, 6.5])
    assert choose(claim(), sample, Asked()).position.crs is None
    assert choose(claim(), sample, Asked(crs="EPSG:4549")).position.crs == "EPSG:4549"
    with pytest.raises(RefusedError, match="without mirroring it; leave --swap-axes out"):
        choose(claim(), sample, Asked(crs="EPSG:4549", swap_axes=True))


def test_a_model_that_claims_no_place_is_refused() -> None:
    with pytest.raises(RefusedError, match=r"does not say where on earth it stands.*georeference it first"):
        choose(claim(), NEAR, Asked())


def test_degrees_are_no_system_for_a_building() -> None:
    with pytest.raises(RefusedError, match=r"counts degrees.*by --crs"):
        choose(claim(MAP), NEAR, Asked(crs="EPSG:4326"))
