"""One line a step, whole even when threads speak at once."""

import io
import re
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from twin.setup.telling import phase, say


class Slow(io.StringIO):
    """A terminal that takes its time over every letter."""

    def write(self, text: str) -> int:
        """Let others come in between."""
        for letter in text:
            super().write(letter)
            time.sleep(0)
        return len(text)


def test_lines_of_several_threads_stay_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Slow()
    monkeypatch.setattr(sys, "stdout", terminal)
    with ThreadPoolExecutor(8) as crowd:
        list(crowd.map(lambda number: say(f"line {number}"), range(100)))
    assert sorted(terminal.getvalue().splitlines()) == sorted(f"line {number}" for number in range(100))


def test_a_phase_tells_its_time_when_it_is_done(capsys: pytest.CaptureFixture[str]) -> None:
    with phase("Tables"):
        assert capsys.readouterr().out == ""
    assert re.fullmatch(r" +0\.\d s  Tables\n", capsys.readouterr().out)


def test_a_long_phase_is_announced(capsys: pytest.CaptureFixture[str]) -> None:
    with phase("Packages", announced=True):
        assert capsys.readouterr().out.strip() == "Packages …"


def test_a_phase_that_fails_is_not_told_as_done(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ZeroDivisionError), phase("Tables"):
        _ = 1 / 0
    assert capsys.readouterr().out == ""
