"""A city's own coordinate system, which the settings lead to and nobody else is told of.

What the settings name is either `module:function`, a function that takes x and y as arrays and gives
longitudes and latitudes in degrees of CGCS2000, or a file that holds one of:

- a coordinate system as WKT or as a PROJ string with its datum shift, as surveying offices hand them out:
  `+proj=tmerc +lat_0=0 +lon_0=120.2 +x_0=50000 +ellps=krass +towgs84=dx,dy,dz,rx,ry,rz,ds +units=m`
  (shifts in metres, rotations in seconds of arc as position vector, scale in parts per million);
- a PROJ pipeline or WKT operation from x (east) and y (north) to longitude and latitude in degrees.

Its parameters may be classified: no sentence of this module repeats them.
"""

import importlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError

from spatial.errors import RefusedError

Floats = NDArray[np.float64]
SETTING = "TWIN_LOCAL_CRS"
# CGCS2000 is WGS 84 to centimetres, and a datum shift leads to the latter.
GEOGRAPHIC = (4326, 4490)

_FUNCTION = re.compile(r"[A-Za-z_][\w.]*:[A-Za-z_]\w*")


@dataclass(frozen=True)
class LocalSystem:
    """The system that the settings name; opened at its first use."""

    named: str

    @cached_property
    def system(self) -> CRS | None:
        """The system itself; None where only a way from it is given."""
        if _FUNCTION.fullmatch(self.named):
            return None
        try:
            return CRS.from_user_input(self.text)
        except CRSError:
            return None

    @cached_property
    def text(self) -> str:
        """What the file holds."""
        try:
            return Path(self.named).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "no text"
            raise _refuse(f"its file cannot be read ({reason})") from None

    @cached_property
    def way(self) -> Callable[[Any, Any], Any]:
        """What brings x and y to degrees."""
        if _FUNCTION.fullmatch(self.named):
            return self._find_function()
        if self.system is None:
            try:
                return Transformer.from_pipeline(self.text).transform
            except ProjError:
                raise _refuse("its file holds neither WKT nor a PROJ string or pipeline") from None
        for target in GEOGRAPHIC:
            try:
                transformer = Transformer.from_crs(self.system, target, always_xy=True, allow_ballpark=False)
            except ProjError:
                continue
            return transformer.transform
        raise _refuse(
            "it does not say how its datum lies to CGCS2000; add +towgs84 to it (0,0,0 if it is that)"
        )

    def _find_function(self) -> Callable[[Any, Any], Any]:
        module, _, name = self.named.partition(":")
        try:
            found: Callable[[Any, Any], Any] = getattr(importlib.import_module(module), name)
        except (ImportError, AttributeError) as error:
            raise _refuse(f"its function cannot be imported ({type(error).__name__})") from None
        return found


_installed: LocalSystem | None = None


def install(named: str) -> None:
    """Let "local" be the system that is named; none for an empty name."""
    global _installed
    _installed = LocalSystem(named) if named else None


def unit() -> float | None:
    """Metres in the unit of the city's own system; None where that counts degrees. Raises RefusedError."""
    system = _local().system
    if system is None:
        return 1.0
    return None if system.is_geographic else float(system.axis_info[0].unit_conversion_factor)


def leave(points: Floats) -> Floats:
    """Points (n, 2) of the city's own system in degrees of CGCS2000. Raises RefusedError."""
    way = _local().way
    try:
        moved = np.column_stack(way(points[:, 0], points[:, 1])).astype(float)
    except Exception as error:
        # Whatever a city's own function raises, its words might tell its parameters.
        raise _refuse(f"it fails with {type(error).__name__}") from None
    reach = np.abs(moved[np.isfinite(moved).all(axis=1)])
    if moved.shape != points.shape or (reach > (360, 90)).any():
        raise _refuse("it does not lead to degrees of longitude and latitude")
    return moved


def _local() -> LocalSystem:
    if _installed is None:
        raise RefusedError(
            f"This twin knows no system of its own; name one in the setting {SETTING} (a file outside the "
            "repository with PROJ or WKT, or module:function), or give --crs EPSG:n."
        )
    return _installed


def _refuse(reason: str) -> RefusedError:
    return RefusedError(
        f"The city's own coordinate system cannot be used: {reason}; see the setting {SETTING}."
    )
