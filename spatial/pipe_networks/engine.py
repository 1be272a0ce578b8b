"""Whether EPANET's engine could run a model: the verdict of the library that will run it."""

import logging
import re
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from spatial.records import Issue, Severity

_LINE = re.compile(r",? at line (\d+).*", re.DOTALL)


def try_model(text: str) -> list[Issue]:
    """What WNTR says of a model's text: why it cannot open it, else what it warns of; nothing if all is well.

    Its rows are sound all the same, so these are warnings; WNTR stops at the first it finds.
    """
    from wntr.network import WaterNetworkModel

    with tempfile.TemporaryDirectory() as folder, listen() as told:
        path = Path(folder) / "model.inp"
        path.write_text(text, encoding="utf-8")
        try:
            WaterNetworkModel(str(path))
        except Exception as fault:  # whatever a library raises of a broken model is its verdict on it
            return [_explain(fault.__cause__ or fault)]
    return [_warn("MODEL_WARNING", f"WNTR warns of the model: {one}.") for one in told]


class _Listener(logging.Handler):
    """Keeps what is logged, instead of printing it."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


@contextmanager
def listen() -> Iterator[list[str]]:
    """Gathers what WNTR warns of, by either of Python's ways; nothing of it is printed."""
    log, listener = logging.getLogger("wntr"), _Listener()
    before = log.handlers, log.propagate
    log.handlers, log.propagate = [listener], False
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            yield listener.said
    finally:
        log.handlers, log.propagate = before
        listener.said.extend(str(one.message) for one in caught)


def _explain(fault: BaseException) -> Issue:
    said = str(fault.args[0] if fault.args else fault) or type(fault).__name__
    line = _LINE.search(said)
    what = _LINE.sub("", said).replace(" (%s)", "").strip()
    message = f"WNTR cannot open the model to run it ({what}); its objects were taken all the same."
    return _warn("MODEL_DOES_NOT_RUN", message, f"line {line[1]}" if line else "")


def _warn(code: str, message: str, position: str = "") -> Issue:
    return Issue(severity=Severity.WARNING, code=code, message=message, position=position)
