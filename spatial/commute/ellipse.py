"""The ellipse that holds the homes and jobs of most commuters, and how far it reaches."""

import numpy as np

from spatial.analysis import Numbers

FLAT = 1e-12


def find_reach(weights: Numbers, homes: Numbers, jobs: Numbers, share: float) -> float:
    """Half the long axis of the ellipse in which that share of commuters have both home and job.

    `homes` and `jobs` are points (n x 2) on a plane, in the unit of the answer. The ellipse has the centre
    and shape of all homes and jobs together (the standard deviational ellipse), grown until it holds them.
    NaN where nobody has weight.
    """
    both = np.stack([homes, jobs])
    doubled = np.broadcast_to(weights / 2, both.shape[:2])
    if not weights.sum() > 0:
        return np.nan
    centre = np.average(both, axis=(0, 1), weights=np.repeat(doubled[..., None], 2, axis=2))
    away = both - centre
    spreads, axes = np.linalg.eigh(np.einsum("pc,pci,pcj->ij", doubled, away, away) / weights.sum())
    long = spreads[-1]
    # Along an axis without spread nobody is away from the centre.
    wide = spreads > FLAT * long
    if not long > 0:
        return 0.0
    sizes = np.sqrt((((away @ axes)[..., wide] ** 2) / spreads[wide]).sum(axis=2)).max(axis=0)
    order = np.argsort(sizes, kind="stable")
    held = np.cumsum(weights[order])
    last = int(np.searchsorted(held, share * held[-1] * (1 - FLAT)))
    return float(sizes[order[last]] * np.sqrt(long))
