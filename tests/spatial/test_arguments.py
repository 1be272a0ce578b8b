"""Arguments that go together are asked for one by one, and given to the analysis as one."""

from dataclasses import dataclass
from typing import Annotated

from spatial.analysis import Analysis, Ask, FromLayer, FromTwin, Series
from spatial.arguments import Bundle, bundle, list_arguments
from spatial.figures import Places
from spatial.inputs import list_inputs, list_layers, list_tables
from spatial.points import Points
from spatial.text import Text

ASK = Ask(title=Text("甲", "A"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Columns of a table."""

    zone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Bundle):
    """A table with the input it hangs on."""

    rows: Annotated[Columns | None, FromTwin("dwellings", given=("kind", "one", "two"))]
    points: Annotated[Points | None, FromLayer("layer", "classes", given=("kind", "three"))]
    kind: Annotated[str, ASK] = "one"
    layer: Annotated[str | None, ASK] = None
    classes: Annotated[str, ASK] = ""


def work(asked: Asked, places: Places, factor: Annotated[float, ASK]) -> tuple[Series, ...]:
    """Nothing."""
    return ()


NOTHING = Text("", "")
ANALYSIS = Analysis(id="work", title=NOTHING, about=NOTHING, how=NOTHING, measures=(), run=work)


def test_the_fields_of_a_bundle_are_arguments_in_their_order() -> None:
    found = list_arguments(ANALYSIS)
    assert list(found) == ["rows", "points", "kind", "layer", "classes", "places", "factor"]
    assert [one.name for one in found.values() if one.required] == ["rows", "points", "places", "factor"]
    assert (found["layer"].optional, found["kind"].optional) == (True, False)
    assert found["rows"].kind is Columns
    asked = [one.name for one in list_inputs(ANALYSIS)]
    assert asked[:4] == ["kind", "layer", "classes", "factor"]


def test_a_table_or_layer_is_wanted_with_the_inputs_it_hangs_on() -> None:
    assert set(list_tables(ANALYSIS)) == {"rows"} and set(list_layers(ANALYSIS)) == {"points"}
    for kind, tables, layers in (("two", {"rows"}, set()), ("three", set(), {"points"}), ("x", set(), set())):
        assert set(list_tables(ANALYSIS, {"kind": kind})) == tables
        assert set(list_layers(ANALYSIS, {"kind": kind})) == layers


def test_arguments_are_put_together_as_the_analysis_takes_them() -> None:
    flat = {"rows": None, "points": None, "kind": "x", "layer": None, "classes": "c", "factor": 2.0}
    together = bundle(ANALYSIS, {**flat, "places": Places(3), "other": 1})
    assert together == {
        "asked": Asked(rows=None, points=None, kind="x", classes="c"),
        "places": Places(3),
        "factor": 2.0,
    }
