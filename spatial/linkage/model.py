"""Likely pairs of two sources by splink: blocked, weighed field by field, each with its probability."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Row = Mapping[str, str | None]
ID = "id"
SEED = 1
TELLING = 0.5
"""Bits from which a field's evidence is told."""


class Likeness(StrEnum):
    """How two texts are compared: equal, as names (Winkler 1990), or by the letters to change."""

    EXACT = "exact"
    NAME = "name"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a field is compared: the likenesses from which it agrees, best first, beside being equal.

    Names are measured from 0 to 1, texts by how many letters to change. `m` and `u` are how often pairs that
    are one object, and pairs that are not, fall to each level (equal, each likeness, otherwise), for data too
    small to tell.
    """

    field: str
    likeness: Likeness
    levels: tuple[float, ...] = ()
    m: tuple[float, ...] = ()
    u: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Model:
    """How two sources are linked.

    Pairs are compared that agree on all fields of one of the `blocks`. The model learns from the pairs that
    agree on one of `lessons` where there are at least `enough` rows on both sides. `share` is how probable
    it is that two rows picked blindly are one object.
    """

    comparisons: tuple[Comparison, ...]
    blocks: tuple[tuple[str, ...], ...]
    share: float
    lessons: tuple[tuple[str, ...], ...] = ()
    enough: int = 1000
    sampled: float = 1e5


@dataclass(frozen=True, slots=True)
class Match:
    """Two rows that may be one object; `bits` is the evidence of each field, for (+) or against (-)."""

    left: str
    right: str
    probability: float
    bits: dict[str, float] = field(hash=False)

    @property
    def telling(self) -> dict[str, float]:
        """The evidence worth telling, in tenths of bits, the strongest first."""
        strongest = sorted(self.bits.items(), key=lambda one: -abs(one[1]))
        return {name: round(bits, 1) for name, bits in strongest if abs(bits) >= TELLING}


def find_matches(left: Sequence[Row], right: Sequence[Row], model: Model, least: float) -> list[Match]:
    """The pairs of rows, each with an `id`, that are one object with a probability of at least `least`."""
    if not left or not right:
        return []
    import duckdb
    from splink import DuckDBAPI, Linker

    with duckdb.connect(config={"threads": 1}) as database:
        api = DuckDBAPI(database)
        names = [ID, *(comparison.field for comparison in model.comparisons), *blocked(model)]
        tables = [
            api.register(tabulate(rows, names), dataset_display_name=side)
            for side, rows in (("a_left", left), ("b_right", right))
        ]
        linker = Linker(tables, write_settings(model), log_level=None)
        if model.lessons and min(len(left), len(right)) >= model.enough:
            teach(linker, model)
        found = linker.inference.predict(threshold_match_probability=least).as_record_list()
    return sorted((read_match(row, model) for row in found), key=lambda match: (match.left, match.right))


def blocked(model: Model) -> list[str]:
    """The fields of the blocks and lessons."""
    return [name for block in (*model.blocks, *model.lessons) for name in block]


def tabulate(rows: Sequence[Row], names: Sequence[str]) -> Any:
    """The rows as columns of text."""
    import pyarrow

    return pyarrow.table(
        {name: pyarrow.array([row[name] for row in rows], pyarrow.string()) for name in dict.fromkeys(names)}
    )


def write_settings(model: Model) -> Any:
    """The model in splink's words."""
    from splink import SettingsCreator, block_on

    return SettingsCreator(
        link_type="link_only",
        unique_id_column_name=ID,
        comparisons=[write_comparison(comparison) for comparison in model.comparisons],
        blocking_rules_to_generate_predictions=[block_on(*block) for block in model.blocks],
        probability_two_random_records_match=model.share,
        retain_intermediate_calculation_columns=True,
        retain_matching_columns=False,
    )


def write_comparison(comparison: Comparison) -> Any:
    """A comparison in splink's words."""
    from splink import comparison_library as library

    name, levels = comparison.field, list(comparison.levels)
    if comparison.likeness is Likeness.EXACT:
        told: Any = library.ExactMatch(name)
    elif comparison.likeness is Likeness.NAME:
        told = library.JaroWinklerAtThresholds(name, levels)
    else:
        told = library.LevenshteinAtThresholds(name, [round(level) for level in levels])
    if comparison.m:
        told = told.configure(m_probabilities=list(comparison.m), u_probabilities=list(comparison.u))
    return told


def teach(linker: Any, model: Model) -> None:
    """Let the model learn from the rows: chance agreement from a seeded sample, true agreement by EM."""
    from splink import block_on

    linker.training.estimate_u_using_random_sampling(model.sampled, seed=SEED)
    for lesson in model.lessons:
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*lesson))


def read_match(row: dict[str, Any], model: Model) -> Match:
    """A pair as splink tells it."""
    bits = {comparison.field: float(row[f"mw_{comparison.field}"]) for comparison in model.comparisons}
    return Match(row[f"{ID}_l"], row[f"{ID}_r"], float(row["match_probability"]), bits)
