"""A drawn code is read back as what it was made of."""

import re

import numpy as np
import pytest
import zxingcpp

from twin.api.qr import draw_code


def paint(svg: str) -> np.ndarray:
    """The drawing in pixels, with the light a page has around it."""
    [size] = re.findall(r'viewBox="0 0 (\d+) \1"', svg)
    pixels = np.full((int(size), int(size)), 255, dtype=np.uint8)
    for left, top, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", svg):
        pixels[int(top), int(left) : int(left) + int(width)] = 0
    return np.kron(np.pad(pixels, 4, constant_values=255), np.ones((3, 3), dtype=np.uint8))


@pytest.mark.parametrize(
    "text", ["http://127.0.0.1:8000/id/made/house/H1", "https://例.cn/id/x/dwelling/甲-101"]
)
def test_it_says_what_it_was_made_of(text: str) -> None:
    [read] = zxingcpp.read_barcodes(paint(draw_code(text)))
    assert (read.text, read.ec_level) == (text, "M")
