"""How exact coordinates are is told where no register tells it."""

import pytest

from spatial.crs import parse, remark
from spatial.records import Severity

HANGZHOU = (120.1, 30.2, 120.3, 30.4)


@pytest.mark.parametrize("named", ["GCJ-02", "BD-09"])
def test_the_error_of_web_map_systems_is_measured_and_stated(named: str) -> None:
    for extent in (HANGZHOU, None):
        [issue] = remark(parse(named), extent)
        assert (issue.severity, issue.code) == (Severity.WARNING, "WEB_MAP_SYSTEM")
        assert "3.4 m on average" in issue.message
        error = float(issue.message.partition("differs by ")[2].split()[0])
        assert error < 1e-4


def test_systems_of_the_register_need_no_remark() -> None:
    assert list(remark(parse(4549), HANGZHOU)) == []
