"""Systems of before 2008, Beijing 1954 and Xi'an 1980, which nothing published leads away from."""

import warnings

from spatial.crs.local import SETTING
from spatial.crs.systems import Crs, look_up
from spatial.errors import RefusedError

# EPSG:4214 Beijing 1954, 4555 New Beijing, 4610 Xian 1980.
LEGACY = frozenset({4214, 4555, 4610})
PARAMETERS = "+towgs84=dx,dy,dz,rx,ry,rz,ds"


def refuse_legacy(source: Crs) -> None:
    """Raise RefusedError for a system of an older datum, saying which parameters it takes and where to."""
    if source.datum not in LEGACY:
        return
    raise RefusedError(
        f"{source.name} ({source.code}) has no published way to CGCS2000. Ask your surveying office for the "
        "seven parameters of your city (shifts in metres, rotations in seconds of arc, scale in parts per "
        f"million), write them into a file outside the repository as “{spell(source)}”, name that file in "
        f"the setting {SETTING} and give --crs local."
    )


def spell(source: Crs) -> str:
    """The system as a PROJ string, with places for the parameters."""
    with warnings.catch_warnings():
        # PROJ warns that a string says less than WKT: not of these systems.
        warnings.simplefilter("ignore", UserWarning)
        parts = look_up(source.horizontal).to_proj4().split()
    kept = [part for part in parts if part not in ("+no_defs", "+type=crs")]
    return " ".join([*kept, PARAMETERS])
