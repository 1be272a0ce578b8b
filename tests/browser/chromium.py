"""The machine's Chromium, and how it is started for tests and pictures."""

from pathlib import Path

CHROMIUM = Path("/usr/bin/chromium")
# A machine without a graphics card draws WebGL in software; the rest keeps the browser off the network.
SWITCHES = (
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
