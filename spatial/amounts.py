"""Figures as people read them: rounded by their magnitude, with their unit (UCUM) in words."""

import math

from spatial.text import Text

DIGITS, DIGITS_OF_PERCENT = 4, 3
MOST_DECIMALS = 8
UNITS = {
    "1": Text("", ""),
    "%": Text("%", "%"),
    "{count}": Text("", ""),
    "{person}": Text("人", "persons"),
    "a": Text("年", "years"),
    "mo": Text("个月", "months"),
    "d": Text("天", "days"),
    "deg": Text("度", "degrees"),
    "h": Text("小时", "hours"),
    "min": Text("分钟", "minutes"),
    "m": Text("米", "m"),
    "km": Text("公里", "km"),
    "km/h": Text("公里/小时", "km/h"),
    "m2": Text("平方米", "m²"),
    "km2": Text("平方公里", "km²"),
    "/km": Text("每公里", "per km"),
    "/min": Text("每分钟", "per minute"),
    "CNY": Text("元", "CNY"),
    "CNY/a": Text("元/年", "CNY a year"),
    "CNY/m2": Text("元/平方米", "CNY per m²"),
}


def name_unit(unit: str, language: str, share: bool = False) -> str:
    """The unit in words; a share is told in percent, and a unit without words by its symbol."""
    return "%" if share else UNITS.get(unit, Text(unit, unit)).in_(language)


def write_figure(value: float, share: bool = False) -> str:
    """The figure with as many digits as tell something; whole ones to the last."""
    if share:
        return round_off(value * 100, DIGITS_OF_PERCENT)
    return f"{value:,}" if isinstance(value, int) else round_off(value, DIGITS)


def write_amount(value: float, unit: str, language: str, share: bool = False) -> str:
    """The figure with its unit."""
    words = name_unit(unit, language, share)
    return f"{write_figure(value, share)} {words}" if words else write_figure(value, share)


def round_off(value: float, digits: int) -> str:
    """The value to so many significant digits, never less than whole."""
    if not value or not math.isfinite(value):
        return f"{value:g}"
    decimals = min(MOST_DECIMALS, max(0, digits - 1 - math.floor(math.log10(abs(value)))))
    text = f"{value:,.{decimals}f}"
    return text.rstrip("0").rstrip(".") if decimals else text
