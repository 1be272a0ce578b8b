"""The class of a network follows from what it carries, and stays unknown where that does not tell."""

import json
from typing import Any

import pytest

from spatial.pipe_networks.fluids import infer_class
from spatial.pipe_networks.frames import Frame, Net
from spatial.pipelines import CLASSES


def carrying(fluid: Any, *tables: str) -> Net:
    """A network of that fluid, with a row in each of the tables."""
    frames = {name: Frame(name, ("name",), ((0, {"name": "x"}),)) for name in tables}
    return Net(frames, {"fluid": {"_object": json.dumps(fluid)}})


@pytest.mark.parametrize(
    ("name", "is_gas", "tables", "klass"),
    [
        ("hgas", True, (), ("RQ", "TR")),
        ("biogas", True, (), ("RQ", None)),
        ("hydrogen", True, (), ("GY", "QQ")),
        ("water", False, (), ("JS", None)),
        ("water", False, ("heat_consumer",), ("RL", "RS")),
        ("water", False, ("circ_pump_mass",), ("RL", "RS")),
        ("brine", False, (), ("QT", None)),
    ],
)
def test_the_class_is_that_of_the_fluid(
    name: str, is_gas: bool, tables: tuple[str, ...], klass: tuple[str, str | None]
) -> None:
    main, sub, fluid = infer_class(carrying({"name": name, "is_gas": is_gas}, *tables))
    assert (main, sub) == klass
    assert fluid == name
    assert sub is None or sub in {one.code for one in CLASSES[main].subclasses}


def test_a_network_of_an_unknown_fluid_is_of_the_class_of_others() -> None:
    assert infer_class(carrying({})) == ("QT", None, None)
    assert infer_class(carrying([1])) == ("QT", None, None)
