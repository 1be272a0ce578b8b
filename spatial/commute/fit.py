"""How well modelled flows agree with those observed."""

from dataclasses import dataclass

import numpy as np

from spatial.analysis import Numbers
from spatial.errors import RefusedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How well flows agree over the pairs that have a way; NaN where there is nothing to divide by.

    `srmse` is the root of the mean square difference over the mean flow, 0 the best. `cpc` is the common part
    of commuters, 1 the best (Lenormand 2012). `r2` is the square of the correlation.
    """

    srmse: float
    cpc: float
    r2: float


def measure_fit(observed: Numbers, modelled: Numbers, cost: Numbers) -> Fit:
    """The fit of flows (n x m) to those observed at the costs (n x m); infinite cost is no pair.

    RefusedError for unlike shapes and where somebody was observed on a pair without a way.
    """
    if not observed.shape == modelled.shape == cost.shape:
        raise RefusedError("The flows and the costs are of unlike shapes; give all of the same zones.")
    pairs = np.isfinite(cost)
    if observed[~pairs].any():
        raise RefusedError("Somebody was observed where there is no way; give the pair a cost.")
    seen, said = observed[pairs], modelled[pairs]
    total = seen.sum() + said.sum()
    if not seen.sum() > 0 or not total > 0:
        return Fit(srmse=np.nan, cpc=np.nan, r2=np.nan)
    flat = seen.std() == 0 or said.std() == 0
    return Fit(
        srmse=float(np.sqrt(np.mean((seen - said) ** 2)) / seen.mean()),
        cpc=float(2 * np.minimum(seen, said).sum() / total),
        r2=np.nan if flat else float(np.corrcoef(seen, said)[0, 1] ** 2),
    )
