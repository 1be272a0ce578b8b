"""The inputs of an analysis, from its function's types: told as JSON Schema, taken from JSON or words."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from spatial.analysis import Analysis, Ask, FromLayer, FromTwin
from spatial.arguments import Argument, list_arguments
from spatial.errors import RefusedError
from spatial.text import Text

LONGEST = 200
KINDS = {float: "number", int: "integer", bool: "boolean", str: "string", date: "string"}
ZONING = Ask(
    title=Text("分区", "Zoning"),
    about=Text(
        "“city”为全市，“h3/8”为 H3 八级网格，否则为面状图层的编号，如 admin-areas",
        "“city” for the whole city, “h3/8” for the H3 grid of resolution 8, else the id of a layer of areas, "
        "such as admin-areas",
    ),
)
ADMIN_LEVEL = Ask(
    title=Text("行政级别", "Administrative level"),
    about=Text("admin-areas 图层中取哪一级", "Which level of the layer admin-areas"),
    least=1,
    most=15,
)
AS_OF = Ask(
    title=Text("截至时刻", "As of"),
    about=Text(
        "系统在该时刻所知：日期（当天结束）或日期时间；空为现在",
        "What the twin knew then: a date (its end) or a date-time; empty for now",
    ),
)


class BadInputError(RefusedError):
    """An input cannot be taken; `input` is its name."""

    def __init__(self, input: str, sentence: str) -> None:
        super().__init__(sentence)
        self.input = input


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One thing asked: its plain type, how it is asked, and what stands for it where nothing is said."""

    name: str
    kind: type[Any]
    ask: Ask
    required: bool = False
    default: Any = None
    optional: bool = False

    @property
    def choices(self) -> list[str]:
        """The words it may be, where they are few."""
        return [one.value for one in self.kind] if issubclass(self.kind, StrEnum) else []

    def schema(self) -> dict[str, Any]:
        """What it may be, in JSON Schema."""
        told: dict[str, Any] = {"type": KINDS.get(self.kind, "string")}
        if self.choices:
            told["enum"] = self.choices
        elif self.kind is date:
            told["format"] = "date"
        elif self.kind is str:
            told["maxLength"] = LONGEST
        bounds = {"minimum": self.ask.least, "maximum": self.ask.most}
        told |= {word: bound for word, bound in bounds.items() if bound is not None}
        if self.optional:
            told["nullable"] = True
        if not self.required and self.default is not None:
            told["default"] = plain(self.default)
        return told

    def wants(self) -> str:
        """What completes “give …”."""
        if self.choices:
            return "one of " + ", ".join(self.choices)
        words = {
            float: "a number",
            int: "an integer",
            bool: "true or false",
            date: "a date such as 2024-05-31",
        }
        wanted = words.get(self.kind, f"text of at most {LONGEST} characters")
        if self.ask.least is not None:
            wanted += f" from {self.ask.least:g}"
        if self.ask.most is not None:
            wanted += f" {'to' if self.ask.least is not None else 'up to'} {self.ask.most:g}"
        return wanted

    def take(self, value: Any) -> Any:
        """The value of what JSON says; raises BadInputError for what it cannot be."""
        if value is None and self.optional:
            return None
        try:
            taken = self.convert(value)
            low, high = self.ask.least, self.ask.most
            if (low is not None and taken < low) or (high is not None and taken > high):
                raise ValueError(value)
        except (ValueError, OverflowError):
            shown = str(value)[:60].encode("utf-8", "replace").decode()
            raise BadInputError(
                self.name, f"The input “{self.name}” does not take “{shown}”; give {self.wants()}."
            ) from None
        return taken

    def convert(self, value: Any) -> Any:
        """The value in its type; raises ValueError for another type's."""
        if self.kind is float:
            if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
                raise ValueError(value)
            return float(value)
        if self.kind in (int, bool):
            if type(value) is not self.kind:
                raise ValueError(value)
            return value
        if not isinstance(value, str) or len(value) > LONGEST or not value.isprintable():
            raise ValueError(value)
        return date.fromisoformat(value) if self.kind is date else self.kind(value)

    def read(self, text: str) -> Any:
        """What JSON would say for words typed into a form or command; nothing typed is nothing said."""
        try:
            if self.kind is int:
                return int(text)
            if self.kind is float:
                return float(text)
        except ValueError:
            return text
        return {"true": True, "false": False}.get(text, text) if self.kind is bool else text


WHERE_AND_WHEN = (
    Input(name="zoning", kind=str, ask=ZONING, default="city"),
    Input(name="admin_level", kind=int, ask=ADMIN_LEVEL, optional=True),
    Input(name="as_of", kind=str, ask=AS_OF, optional=True),
)


def plain(value: Any) -> Any:
    """A value as JSON holds it."""
    return value.isoformat() if isinstance(value, date) else value


def list_inputs(analysis: Analysis) -> list[Input]:
    """What is asked for an analysis: its own inputs, then where and when."""
    own = [make_input(one) for one in list_arguments(analysis).values() if one.marks(Ask)]
    return [*own, *WHERE_AND_WHEN]


def list_tables(
    analysis: Analysis, taken: Mapping[str, Any] | None = None
) -> dict[str, tuple[str, type[Any]]]:
    """The table and the type of columns behind each argument that comes from the twin.

    With the inputs `taken`, only the tables that are wanted with these.
    """
    return {
        name: (mark.table, one.kind)
        for name, one in list_arguments(analysis).items()
        for mark in one.marks(FromTwin)
        if is_wanted(mark, taken)
    }


def list_layers(analysis: Analysis, taken: Mapping[str, Any] | None = None) -> dict[str, FromLayer]:
    """The arguments that are things of a layer; `taken` as in `list_tables`."""
    return {
        name: mark
        for name, one in list_arguments(analysis).items()
        for mark in one.marks(FromLayer)
        if is_wanted(mark, taken)
    }


def list_needed(analysis: Analysis) -> set[str]:
    """The arguments from the twin that must have rows, if they are wanted."""
    return {
        name
        for name, one in list_arguments(analysis).items()
        for mark in (*one.marks(FromTwin), *one.marks(FromLayer))
        if not mark.may_lack
    }


def is_wanted(mark: FromTwin | FromLayer, taken: Mapping[str, Any] | None) -> bool:
    """Whether an argument is one with the inputs taken."""
    return taken is None or not mark.given or taken[mark.given[0]] in mark.given[1:]


def make_input(argument: Argument) -> Input:
    """The input an argument asks for."""
    [ask] = argument.marks(Ask)
    return Input(
        name=argument.name,
        kind=argument.kind,
        ask=ask,
        required=argument.required,
        default=argument.default,
        optional=argument.optional,
    )


def take_all(inputs: list[Input], given: Mapping[str, Any]) -> dict[str, Any]:
    """The value of every input; raises BadInputError for a strange, bad or missing one."""
    known = {one.name: one for one in inputs}
    strange = next((name for name in given if name not in known), None)
    if strange is not None:
        shown = strange[:60].encode("utf-8", "replace").decode()
        raise BadInputError(shown, f"There is no input “{shown}” here; there are: {', '.join(known)}.")
    missing = next((one for one in inputs if one.required and one.name not in given), None)
    if missing is not None:
        raise BadInputError(
            missing.name, f"The input “{missing.name}” must be given: give {missing.wants()}."
        )
    return {one.name: one.take(given[one.name]) if one.name in given else one.default for one in inputs}


def read_all(inputs: list[Input], words: Mapping[str, str]) -> dict[str, Any]:
    """What JSON would say for words typed by name, for `take_all`."""
    known = {one.name: one for one in inputs}
    typed = {name: text.strip() for name, text in words.items()}
    return {name: known[name].read(text) if name in known else text for name, text in typed.items() if text}
