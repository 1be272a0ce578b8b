"""What is worked out: the frozen idea of an analysis, for the runner, the doors and the command."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from spatial.registry import Registry
from spatial.text import Text

Codes = npt.NDArray[np.int32]
Numbers = npt.NDArray[np.float64]
Words = npt.NDArray[np.object_]


UNTOLD = Text("", "")


@dataclass(frozen=True, slots=True)
class FromTwin:
    """That an argument is a table of the twin; the fields of its type are the columns wanted.

    A type with a field `count` is given alike rows once, with how many they are; one without, every row.
    With `given`, an input and values of it, the argument is None unless that input has one of them. Where it
    need not have rows, it `may_lack`.
    """

    table: str
    given: tuple[str, ...] = ()
    may_lack: bool = False


@dataclass(frozen=True, slots=True)
class FromLayer:
    """That an argument is the things of a layer as points (`spatial.points.Points`).

    `layer`, `classes` and `count` name the inputs that say which layer, which of its classes (kinds parted by
    commas, words of one kind by strokes: “clinic/hospital, school”; empty: all) and which of its columns each
    thing counts for (empty: 1). `given` as in `FromTwin`. Where there need not be any, it `may_lack`.
    """

    layer: str
    classes: str
    count: str | None = None
    given: tuple[str, ...] = ()
    may_lack: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """How an argument is asked of a person: its words, unit (UCUM), bounds, and the words of its choices."""

    title: Text
    about: Text = UNTOLD
    unit: str | None = None
    least: float | None = None
    most: float | None = None
    choices: dict[str, Text] = field(default_factory=dict)


class Reason(StrEnum):
    """Why a figure has no value."""

    NO_DENOMINATOR = "no-denominator"
    NOT_KNOWN = "not-known"
    NOT_HELD = "not-held"
    NO_SALES = "no-sales"
    NO_ZONES = "no-zones"
    NOT_ASKED = "not-asked"
    PROTECTED = "protected"


REASONS = {
    Reason.NO_DENOMINATOR: Text("分母为零", "There is nothing to divide by"),
    Reason.NOT_KNOWN: Text("没有已知数据", "Nothing is known of it"),
    Reason.NOT_HELD: Text("系统中没有所需的数据", "The twin holds no rows of what it is worked out of"),
    Reason.NO_SALES: Text("期间没有成交", "Nothing was sold in these months"),
    Reason.NO_ZONES: Text("需要分区才能比较", "It compares zones; choose a zoning"),
    Reason.NOT_ASKED: Text("此输入下不计算", "Not worked out with these inputs"),
    Reason.PROTECTED: Text("人数过少，已保护", "Hidden: drawn from too few people"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A figure an analysis tells: its unit (UCUM), what is divided by what, and the words of its parts.

    `share` says that it is a part of a whole, which people read in percent.
    """

    id: str
    title: Text
    unit: str
    share: bool = False
    numerator: Text | None = None
    denominator: Text | None = None
    parts: dict[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One measure (or a part of it) for each zone, for what lies in none, and for the city, in that order.

    A series of one figure is of the city alone. NaN is no value, and `reasons` says why; `unknown` counts
    what could not be told; `people` is how many persons or households a figure is drawn from, None where it
    is about none. What can be worked out from each other is `linked` by one name, and is hidden together.
    """

    measure: str
    value: Numbers
    unknown: Numbers
    numerator: Numbers | None = None
    denominator: Numbers | None = None
    part: str | None = None
    reasons: tuple[Reason | None, ...] = ()
    people: Numbers | None = None
    linked: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flows:
    """How many go from one zone to another: `origin` and `destination` (m) are zones, `count` (m) above 0.

    `people` says that those are persons known one by one; of these, `hidden` flows are not told. Flows below
    `least` are not listed, which gives none of the hidden away only if these are hidden first. The series of
    what leaves and comes to zones are `linked` by one name with them.
    """

    measure: str
    origin: Codes
    destination: Codes
    count: Numbers
    people: bool
    hidden: int = 0
    least: float = 0
    linked: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shapes:
    """Places found (n), in the twin's own system: `value` (n) the measure at each, `name` (n) what it is.

    `people` (n) is how many persons each figure is drawn from, None where it is about none; `reason` is why
    there are no figures.
    """

    measure: str
    geometry: npt.NDArray[np.object_]
    value: Numbers
    name: tuple[str, ...]
    people: Numbers | None = None
    reason: Reason | None = None


Found = Series | Flows | Shapes


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """One thing that can be worked out of the twin's tables.

    `run` is pure: its arguments that are `FromTwin` are gathered, those with an `Ask` are inputs, one of type
    `Places` tells the zones. `how` is the formula in words, with where it is from. `example` are inputs.
    """

    id: str
    title: Text
    about: Text
    how: Text
    measures: tuple[Measure, ...]
    run: Callable[..., tuple[Found, ...]]
    example: dict[str, Any] = field(default_factory=dict)
    version: str = "1.0.0"


analyses: Registry[Analysis] = Registry("spatial.analyses", "ANALYSIS")
