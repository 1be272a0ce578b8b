"""Repeatable chance: what is drawn for a place depends on the seed and the place alone."""

import numpy as np
from numpy.random import PCG64, Generator, SeedSequence
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))


def chance(seed: int, *place: int) -> Generator:
    """A stream of random numbers of its own for a place (whole numbers from 0)."""
    return Generator(PCG64(SeedSequence((seed, *place))))


def scatter(seed: int, salt: int, *places: Whole) -> Floats:
    """One number in [0, 1) for each place of a grid, without a stream (SplitMix64 over seed, salt, place)."""
    with np.errstate(over="ignore"):
        state = np.uint64(seed % 2**64) * _GOLDEN + np.uint64(salt) * _MIX[0]
        mixed = np.zeros(np.broadcast(*places).shape, dtype=np.uint64) + state
        for place in places:
            mixed = (mixed ^ place.astype(np.uint64)) + _GOLDEN
            for factor, shift in zip(_MIX, (30, 27), strict=True):
                mixed = (mixed ^ (mixed >> np.uint64(shift))) * factor
            mixed ^= mixed >> np.uint64(31)
    unit: Floats = (mixed >> np.uint64(11)).astype(np.float64) / 2.0**53
    return unit
