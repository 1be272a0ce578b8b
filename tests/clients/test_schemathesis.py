"""Schemathesis asks by the whole OpenAPI document: nothing fails, and answers are of the forms it names."""

import re
import subprocess
import sys
from pathlib import Path

from tests.few import FULL
from tests.journeys.conftest import OtherTwin

SEED = 8
EXAMPLES = 100 if FULL else 10
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance"


def test_every_operation_of_the_document_is_answered_as_it_says(
    served: tuple[OtherTwin, str], tmp_path: Path
) -> None:
    twin, address = served
    document = twin.fetch(f"{address}/api")
    assert len(document["paths"]) > 60
    command = [sys.executable, "-m", "schemathesis.cli", "run", f"{address}/api", "--phases=fuzzing"]
    command += [f"--checks={CHECKS}", f"--max-examples={EXAMPLES}", f"--seed={SEED}", "--no-color"]
    command += ["--continue-on-failure", "--no-shrink", "--workers=2", "--request-timeout=20"]
    command += ["--suppress-health-check=all", "--generation-database=none", "--warnings=off"]
    # A stream of events has no end to wait for; the rest that changes something asks for a session.
    command += ["--exclude-path-regex=changes$"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=1800)
    said = done.stdout[-6000:] + done.stderr[-2000:]
    assert done.returncode == 0, said
    selected, tested = (re.search(rf"{word}: +(\d+)", done.stdout) for word in ("Selected", "Tested"))
    assert selected and tested and int(tested[1]) >= 0.9 * int(selected[1]) > 60, said
