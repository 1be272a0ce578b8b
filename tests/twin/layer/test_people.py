"""The layers of people show protected figures to everyone."""

from twin.layer import EVERYONE, Sensitivity, layers


def test_everyone_may_see_them_and_nothing_else_of_people() -> None:
    shown = [layer for layer in layers if layer.model == "PeopleZone"]
    assert {layer.id for layer in shown} == {"people-by-zone", "people-by-hexagon"}
    for layer in shown:
        assert layer.audience == EVERYONE
        assert {field.sensitivity for field in layer.fields} == {Sensitivity.OPEN}
        assert layer.where["part"] in {"area", "hexagon"}
