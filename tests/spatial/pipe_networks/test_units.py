"""Units of models become metric by the very factors of the library that runs them."""

import pytest
from wntr.epanet.util import FlowUnits, HydParam, to_si

from spatial.pipe_networks.units import CUSTOMARY, FLOWS, METRIC, Units

QUANTITIES = {
    "length": (HydParam.Length, 1.0),
    "diameter": (HydParam.PipeDiameter, 1000.0),
    "volume": (HydParam.Volume, 1.0),
    "pressure": (HydParam.Pressure, 1.0),
    "flow": (HydParam.Flow, 1.0),
}


@pytest.mark.parametrize("flow", [name for name in FLOWS if name in FlowUnits.__members__])
@pytest.mark.parametrize("quantity", QUANTITIES)
def test_a_figure_becomes_what_wntr_makes_of_it(flow: str, quantity: str) -> None:
    kind, more = QUANTITIES[quantity]
    theirs = to_si(FlowUnits[flow], 7.0, kind) * more
    assert 7.0 * Units(flow).factor(quantity) == pytest.approx(theirs, rel=1e-6)


def test_every_unit_of_flow_belongs_to_one_family() -> None:
    assert not set(CUSTOMARY) & set(METRIC)
    assert {one.name for one in FlowUnits} - {"SI"} <= set(FLOWS)


def test_a_section_of_swmm_is_in_feet_or_metres_and_land_in_acres_or_hectares() -> None:
    assert Units("CFS").factor("section") == pytest.approx(304.8)
    assert Units("CMS").factor("section") == 1000
    assert Units("CFS").factor("land") == pytest.approx(4046.8564224)
    assert Units("LPS").factor("land") == 10_000
