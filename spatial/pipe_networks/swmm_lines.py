"""Lines of SWMM's sections as values in metric units, built by the library that knows their words."""

from collections.abc import Callable
from math import isinf, isnan
from typing import Any

from spatial.pipe_networks.columns import convert
from spatial.pipe_networks.units import Units

CLASSES = {
    **{"JUNCTIONS": "Junction", "OUTFALLS": "Outfall", "DIVIDERS": "Divider", "STORAGE": "Storage"},
    **{"CONDUITS": "Conduit", "PUMPS": "Pump", "ORIFICES": "Orifice", "WEIRS": "Weir", "OUTLETS": "Outlet"},
    **{"SUBCATCHMENTS": "SubCatchment", "RAINGAGES": "RainGage", "XSECTIONS": "CrossSection"},
}
# The library wants these words, by their place in the line, in capitals; SWMM itself does not.
CAPITALS = {"OUTFALLS": 2, "STORAGE": 4, "DIVIDERS": 3, "RAINGAGES": 4}
LENGTHS = [
    *("elevation", "depth_max", "depth_init", "depth_surcharge", "depth_on", "depth_off", "length", "width"),
    *("offset", "offset_upstream", "offset_downstream", "height_crest", "road_width", "curb_length"),
]
QUANTITIES = {
    **dict.fromkeys(LENGTHS, "length"),
    **dict.fromkeys(("flow_initial", "flow_max"), "flow"),
    **{"area": "land", "area_ponded": "area"},
}
ENDINGS = {"length": "_m", "flow": "_m3_per_s", "land": "_m2", "area": "_m2"}
# What stands in the line alone: ids, and figures whose unit hangs on another word of it.
LEFT = {"name", "from_node", "to_node", "data", "curve_description", "hydraulic_conductivity", "suction_head"}
LEFT |= {"discharge_coefficient", "discharge_coefficient_end"}

LARGEST = 2**53

Reader = Callable[[str, list[str]], dict[str, Any] | str]


def make_reader(units: Units) -> Reader:
    """What reads the words of a line of a section to its values, or says what is wrong with it."""
    from swmm_api.input_file import sections

    classes = {section: getattr(sections, name) for section, name in CLASSES.items()}

    def read(section: str, words: list[str]) -> dict[str, Any] | str:
        place = CAPITALS.get(section)
        given = [word.upper() if at == place else word for at, word in enumerate(words)]
        try:
            built = vars(classes[section].from_inp_line(*given))
        except Exception as fault:  # the library raises whatever its parsing ran into
            said = str(fault).split(" | ")[0].replace(f"{CLASSES[section]}.", "").replace("__init__() ", "")
            return f"cannot be read: {said or type(fault).__name__}; correct the line."
        if odd := [name for name, value in built.items() if is_endless(value)]:
            return f"{odd[0]} is infinite or too large; correct it."
        return convert_values(built, units)

    return read


def is_endless(value: Any) -> bool:
    """Whether a value is a number that cannot be kept."""
    return isinf(value) if isinstance(value, float) else isinstance(value, int) and abs(value) > LARGEST


def convert_values(built: dict[str, Any], units: Units) -> dict[str, Any]:
    """The values that are told, named with their unit; what is not set is left out."""
    values: dict[str, Any] = {}
    for name, value in built.items():
        is_told = isinstance(value, str | int) or (isinstance(value, float) and not isnan(value))
        if name in LEFT or not is_told:
            continue
        quantity = QUANTITIES.get(name, "")
        figure = convert(value, units.factor(quantity)) if quantity and isinstance(value, float) else value
        values[name + ENDINGS.get(quantity, "")] = figure
    return values
