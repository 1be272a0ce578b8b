"""Few groups of zones balanced exactly with their beta: Newton's method on the dual of Wilson's entropy."""

from dataclasses import dataclass

import numpy as np

from spatial.analysis import Numbers

STEPS, HALVINGS, LONGEST = 60, 40, 5.0
RIDGE, TINY = 1e-12, 1e-30


@dataclass(frozen=True, slots=True, kw_only=True)
class Few:
    """Flows between groups as they stand, of origins and destinations that add up to 1 each.

    `resistance` is the mean of the ways that each flow goes by and `spread` their variance: as beta grows by
    x a flow falls to (1 + x v/m)^(-m2/v), as it does where they are gamma distributed; without any spread
    that is exp(-x m). `mean` is what the mean resistance is to be, None where beta stays.
    """

    origins: Numbers
    destinations: Numbers
    flows: Numbers
    resistance: Numbers
    spread: Numbers
    mean: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What is added to the logarithm of each destination's factor, and to beta; how often flows were made."""

    factor: Numbers
    beta: float
    made: int


def settle(few: Few, tolerance: float, scale: float) -> Settled:
    """The factors and beta at which origins and destinations are met and the mean is, as far as can be.

    The destinations are met within `tolerance` of each, the mean within that times `scale`. The dual is
    convex and each row is met in closed form, so a step that does not lower it is halved.
    """
    at = np.zeros(len(few.destinations) + 1)
    value, flows = make(few, at)
    made = 1
    for _ in range(STEPS):
        gradient, curvature = bend(few, flows, float(at[-1]))
        off = np.abs(gradient[:-1] / few.destinations).max()
        if off < tolerance and abs(gradient[-1]) < tolerance * scale:
            break
        step = np.linalg.solve(curvature, gradient)
        step *= min(1.0, LONGEST / np.abs(step[:-1]).max(initial=RIDGE))
        for _ in range(HALVINGS):
            ahead, flows_ahead = make(few, at + step)
            made += 1
            if ahead <= value + RIDGE * abs(value):
                break
            step /= 2
        else:
            break
        at, value, flows = at + step, ahead, flows_ahead
    return Settled(factor=at[:-1], beta=float(at[-1]), made=made)


def stretch(few: Few) -> Numbers:
    """Variance over mean of the ways of each flow, never quite 0 so that it can be divided by."""
    floor = np.maximum(few.spread, RIDGE * few.resistance**2)
    return np.divide(floor, few.resistance, out=np.full_like(floor, RIDGE), where=few.resistance > 0)


def make(few: Few, at: Numbers) -> tuple[float, Numbers]:
    """The dual and the flows at those factors and beta, every origin met; infinite where beta is too low."""
    stretched = stretch(few)
    grown = at[-1] * stretched
    if grown.min() <= -1:
        return np.inf, few.flows
    with np.errstate(divide="ignore"):
        powers = np.log(few.flows) + at[:-1] - few.resistance / stretched * np.log1p(grown)
    top = powers.max(axis=1)
    flows = np.exp(powers - top[:, None])
    sums = flows.sum(axis=1)
    flows *= (few.origins / sums)[:, None]
    value = few.origins @ (top + np.log(sums)) - few.destinations @ at[:-1]
    return float(value + at[-1] * (few.mean or 0)), flows


def bend(few: Few, flows: Numbers, beta: float) -> tuple[Numbers, Numbers]:
    """How the dual falls with each factor and beta, and how that changes with each."""
    reached = flows.sum(axis=0)
    gradient = np.append(few.destinations - reached, 0.0)
    curvature = np.eye(len(gradient))
    between = curvature[:-1, :-1]
    # One factor too many leaves the dual flat along their common shift; the outer product makes it steep.
    between[:] = np.outer(reached, reached) - flows.T @ (flows / few.origins[:, None])
    between.flat[:: len(between) + 1] += reached + RIDGE * few.destinations
    if few.mean is not None:
        grown = 1 + beta * stretch(few)
        resistance = few.resistance / grown
        weighed = flows * resistance
        means = weighed.sum(axis=1) / few.origins
        gradient[-1] = weighed.sum() - few.mean
        curvature[-1, :-1] = curvature[:-1, -1] = flows.T @ means - weighed.sum(axis=0)
        within = (flows * few.spread / grown**2).sum() + (weighed * resistance).sum()
        curvature[-1, -1] = max(within - few.origins @ means**2, TINY)
    return gradient, curvature
