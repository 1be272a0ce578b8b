"""Small drawings of one building for its papers, as SVG that screens and printers draw alike."""

from spatial.drawings.axonometry import draw_solid, extrude
from spatial.drawings.locator import Spot, draw_locator, frame, shrink
from spatial.drawings.site_plan import Mark, draw_site, frame_site

__all__ = [
    "Mark",
    "Spot",
    "draw_locator",
    "draw_site",
    "draw_solid",
    "extrude",
    "frame",
    "frame_site",
    "shrink",
]
