"""WNTR's verdict on a model becomes findings, whatever it raises."""

import pytest

from spatial.pipe_networks.engine import try_model
from spatial.records import Severity

MODEL = """[JUNCTIONS]
 a 10
[RESERVOIRS]
 r 50
[PIPES]
 p r a 100 200 100 0 Open
[PUMPS]
{pumps}
[CONTROLS]
{controls}
[OPTIONS]
 Units LPS
[END]
"""


def test_a_model_that_opens_gives_nothing() -> None:
    assert try_model(MODEL.format(pumps="", controls="")) == []


@pytest.mark.parametrize(
    ("part", "position", "told"),
    [
        ({"pumps": " q r a"}, "line 8", "no head curve or power"),
        ({"pumps": " q r a LIFT 3"}, "line 8", "LIFT"),
        ({"pumps": " q r a HEAD nowhere"}, "", "nowhere"),
        ({"controls": " LINK x OPEN AT TIME 3"}, "", "x"),
    ],
)
def test_a_model_that_does_not_open_says_why_and_where(
    part: dict[str, str], position: str, told: str
) -> None:
    [issue] = try_model(MODEL.format(**{"pumps": "", "controls": ""} | part))
    assert (issue.severity, issue.code) == (Severity.WARNING, "MODEL_DOES_NOT_RUN")
    assert issue.position == position
    assert told in issue.message
