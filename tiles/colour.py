"""Arithmetic of colours: how far two stand apart, and the same hue at another lightness."""

import math
import re
from functools import lru_cache

HEX = re.compile("#[0-9a-fA-F]{6}")
Triple = tuple[float, float, float]
STEPS = 24
"""Halvings of an interval; a byte of a channel takes eight."""


def is_known(colour: str) -> bool:
    """Whether a colour is written as arithmetic here can read it: “#rrggbb”."""
    return HEX.fullmatch(colour) is not None


def luminance(colour: str) -> float:
    """Relative luminance, 0 of black to 1 of white (WCAG 2.2)."""
    red, green, blue = read_linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    less, more = sorted((luminance(one), luminance(other)))
    return (more + 0.05) / (less + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """What is seen where `one` lies with that opacity over `other`."""
    pairs = zip(read_bytes(one), read_bytes(other), strict=True)
    return write(*(share * over + (1 - share) * under for over, under in pairs))


@lru_cache(maxsize=4096)
def lighten(colour: str, wanted: float) -> str:
    """The colour's hue at that luminance, as colourful as it was or as the screen allows (OKLCH)."""
    _, a, b = read_oklab(colour)
    least, most = 0.0, 1.0
    for _ in range(STEPS):
        middle = (least + most) / 2
        if luminance(fit(middle, a, b)) < wanted:
            least = middle
        else:
            most = middle
    return fit(most, a, b)


def fit(lightness: float, a: float, b: float) -> str:
    """The colour at that place of OKLab, paler where no screen shows it."""
    least, most = 0.0, 1.0
    if is_shown(linear := to_linear(lightness, a, b)):
        return write_linear(linear)
    for _ in range(STEPS):
        middle = (least + most) / 2
        if is_shown(to_linear(lightness, a * middle, b * middle)):
            least = middle
        else:
            most = middle
    return write_linear(to_linear(lightness, a * least, b * least))


def read_bytes(colour: str) -> Triple:
    """The three channels, 0 to 255."""
    return (int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16))


def write(*channels: float) -> str:
    """Channels of 0 to 255 as “#rrggbb”."""
    return "#" + "".join(f"{min(255, max(0, round(one))):02x}" for one in channels)


def read_linear(colour: str) -> Triple:
    """The three channels as amounts of light (IEC 61966-2-1)."""
    red, green, blue = (
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4
        for one in (byte / 255 for byte in read_bytes(colour))
    )
    return red, green, blue


def write_linear(linear: Triple) -> str:
    """Amounts of light as “#rrggbb”."""
    lit = [min(1.0, max(0.0, one)) for one in linear]
    curved = [12.92 * one if one <= 0.0031308 else 1.055 * one ** (1 / 2.4) - 0.055 for one in lit]
    return write(*(255 * one for one in curved))


def is_shown(linear: Triple) -> bool:
    """Whether a screen of sRGB can show it."""
    return all(-1e-4 <= one <= 1 + 1e-4 for one in linear)


def read_oklab(colour: str) -> Triple:
    """The colour in OKLab (Björn Ottosson, 2020; CSS Color 4 §9.2)."""
    red, green, blue = read_linear(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def to_linear(lightness: float, a: float, b: float) -> Triple:
    """OKLab as amounts of light, which may lie beyond a screen's."""
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
