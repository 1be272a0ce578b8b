"""The two families of units an EPANET or SWMM model is written in, brought to metric ones at the border."""

from dataclasses import dataclass

FOOT, INCH, ACRE, HECTARE = 0.3048, 25.4, 4046.8564224, 10_000.0
CUBIC_FOOT = FOOT**3
GALLON, IMPERIAL_GALLON, ACRE_FOOT = 0.003785411784, 0.00454609, 43_560 * CUBIC_FOOT
DAY, HOUR, MINUTE = 86_400.0, 3_600.0, 60.0
FEET_PER_PSI = 1 / 0.4333
"""EPANET's own figure for water (its constant PSIperFT)."""

# Cubic metres a second in one unit of flow, which decides all other units (EPANET 2.2 manual, Appendix A).
CUSTOMARY = {
    "CFS": CUBIC_FOOT,
    "GPM": GALLON / MINUTE,
    "MGD": 1e6 * GALLON / DAY,
    "IMGD": 1e6 * IMPERIAL_GALLON / DAY,
    "AFD": ACRE_FOOT / DAY,
}
METRIC = {
    "CMS": 1.0,
    "LPS": 0.001,
    "LPM": 0.001 / MINUTE,
    "MLD": 1_000.0 / DAY,
    "CMH": 1 / HOUR,
    "CMD": 1 / DAY,
}
FLOWS = CUSTOMARY | METRIC


@dataclass(frozen=True, slots=True)
class Units:
    """The units of a model whose flows are counted in `flow`."""

    flow: str

    def factor(self, quantity: str) -> float:
        """What a figure of that quantity is multiplied by: lengths to m, flows to m3/s, areas to m2 …

        `diameter` is that of EPANET's pipes (inches or mm) to mm; `section` that of SWMM's (feet or m) to mm.
        """
        customary = self.flow in CUSTOMARY
        factors = {
            "number": (1.0, 1.0),
            "length": (FOOT, 1.0),
            "diameter": (INCH, 1.0),
            "section": (FOOT * 1000, 1000.0),
            "volume": (CUBIC_FOOT, 1.0),
            "area": (FOOT**2, 1.0),
            "land": (ACRE, HECTARE),
            "pressure": (FEET_PER_PSI * FOOT, 1.0),
            "roughness": (FOOT, 1.0),
            "flow": (FLOWS[self.flow], FLOWS[self.flow]),
        }
        return factors[quantity][0 if customary else 1]
