"""What a pandapipes network carries, and so which class of CJJ 61 its pipes are of."""

from spatial.pipe_networks.frames import Net, unfold

HEATING = ("heat_consumer", "heat_exchanger", "circ_pump_pressure", "circ_pump_mass")
NATURAL = {"lgas", "hgas", "methane", "biomethane_pure", "biomethane_treated"}
CLASSES = {"hydrogen": ("GY", "QQ"), "air": ("GY", None), "steam": ("RL", "ZQ")}


def infer_class(net: Net) -> tuple[str, str | None, str | None]:
    """Main class, sub-class and fluid of a network: gas by what it is, water by whether it heats."""
    said = unfold(net.members.get("fluid"))
    fluid = said.get("name") if isinstance(said.get("name"), str) else None
    if fluid in CLASSES:
        return *CLASSES[fluid], fluid
    if said.get("is_gas") is True:
        return "RQ", "TR" if fluid in NATURAL else None, fluid
    if any(True for name in HEATING for _ in net.rows(name)):
        return "RL", "RS", fluid
    return ("JS" if fluid == "water" else "QT"), None, fluid
