"""A QR code (ISO/IEC 18004) as a drawing for a page."""

import numpy as np
import zxingcpp

QUIET = 1
"""Modules of light around the code; a page is light beyond it."""


def draw_code(text: str) -> str:
    """The code of a text as SVG, with the error correction of level M, in modules of one unit."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    dark = np.pad(np.asarray(zxingcpp.write_barcode_to_image(code, add_quiet_zones=False)) == 0, QUIET)
    edges = np.diff(dark.astype(np.int8), axis=1, append=0)
    rows, begins = np.nonzero(edges == 1)
    ends = np.nonzero(edges == -1)[1]
    runs = zip((begins + 1).tolist(), rows.tolist(), (ends - begins).tolist(), strict=True)
    path = "".join(f"M{left} {top}h{width}v1h-{width}z" for left, top, width in runs)
    size = len(dark)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><path d="{path}"/></svg>'
