"""Measures as people write them in attributes, read to the twin's units; None for what is no measure."""

import re

_MEASURE = re.compile(r"\s*([+-]?\d+(?:[.,]\d+)?)\s*([a-z/'’′]*)\s*", re.IGNORECASE)
_FEET_AND_INCHES = re.compile(r"\s*(\d+)\s*['’′]\s*(\d+)\s*(?:\"|”|″|'')\s*")

_METRES = {"": 1.0, "m": 1.0, "metre": 1.0, "metres": 1.0, "meter": 1.0, "meters": 1.0, "м": 1.0, "米": 1.0}
_METRES |= {
    "mm": 0.001,
    "cm": 0.01,
    "km": 1000.0,
    "ft": 0.3048,
    "feet": 0.3048,
    "foot": 0.3048,
    "'": 0.3048,
    "’": 0.3048,
}
# Metres in a unit of length, km/h in one of speed, for whoever says which unit a figure is in.
SAME = {
    "m": ("length", 1.0),
    "mm": ("length", 0.001),
    "cm": ("length", 0.01),
    "km": ("length", 1000.0),
    "in": ("length", 0.0254),
    "ft": ("length", 0.3048),
    "us-ft": ("length", 1200 / 3937),
    "km/h": ("speed", 1.0),
    "m/s": ("speed", 3.6),
    "mph": ("speed", 1.609344),
}
_KMH = {"": 1.0, "km/h": 1.0, "kmh": 1.0, "kph": 1.0, "mph": 1.609344, "knots": 1.852}


def read_metres(text: str) -> float | None:
    """A length in metres: "15", "15 m", "49 ft", "12'6\"" (a decimal comma is understood)."""
    if both := _FEET_AND_INCHES.fullmatch(text):
        return (int(both[1]) + int(both[2]) / 12) * 0.3048
    return _read(text, _METRES)


def read_kilometres_per_hour(text: str) -> float | None:
    """A speed in km/h: "60", "60 km/h", "40 mph"."""
    return _read(text, _KMH)


def read_number(text: str) -> float | None:
    """A plain number, such as a count of storeys or lanes."""
    return _read(text, {"": 1.0})


def find_factor(unit: str, target: str) -> float | None:
    """What turns a figure in `unit` into `target`; None where the two measure different things."""
    of, one = SAME.get(unit, ("", 0.0))
    wanted, other = SAME[target]
    return one / other if of == wanted else None


def _read(text: str, units: dict[str, float]) -> float | None:
    found = _MEASURE.fullmatch(text)
    factor = units.get(found[2].lower()) if found else None
    return None if found is None or factor is None else float(found[1].replace(",", ".")) * factor
