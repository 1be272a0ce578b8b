"""Small drawings of one building for its papers, as SVG that screens and printers draw alike."""

from spatial.drawings.axonometry import draw_solid, extrude
from spatial.drawings.site_plan import Mark, draw_site, frame_site

__all__ = ["Mark", "draw_site", "draw_solid", "extrude", "frame_site"]
