"""Where the products of a building model are put, in the model's own metres."""

from typing import TYPE_CHECKING

import numpy as np

from spatial.solids import Points

if TYPE_CHECKING:
    import ifcopenshell

# No coordinate of a map counts more metres.
FARTHEST = 1e8
# What reading broken references and values of a model raises; its libraries have no common root for it.
FAILURES = (RuntimeError, AttributeError, TypeError, ValueError, LookupError, AssertionError)


def find_origin(product: "ifcopenshell.entity_instance", unit: float) -> Points:
    """The point where a product's own zero lies; `unit` is metres per unit of the file.

    One without a placement stands at its Elevation, if it says one (a storey does). Raises ValueError where
    the placement is broken.
    """
    from ifcopenshell.util.placement import get_local_placement

    if product.ObjectPlacement is None:
        said = getattr(product, "Elevation", None)
        return np.array([0.0, 0.0, said * unit if isinstance(said, int | float) else 0.0])
    try:
        origin = np.array(get_local_placement(product.ObjectPlacement), dtype=float)[:3, 3] * unit
    except FAILURES as error:
        raise ValueError(f"its placement is broken: {error}") from None
    if not (np.abs(origin) < FARTHEST).all():
        raise ValueError("its placement is nowhere on earth")
    return origin


def find_origins(products: list["ifcopenshell.entity_instance"], unit: float) -> Points:
    """The points (n, 3) where products are put, those whose placements are broken aside."""
    origins = []
    for product in products:
        try:
            origins.append(find_origin(product, unit))
        except ValueError:  # told of each when it is read
            continue
    return np.array(origins, dtype=float).reshape(-1, 3)
