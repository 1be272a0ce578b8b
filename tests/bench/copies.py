"""Files of any size for measuring: a small real one repeated beside itself, each copy with its own ids."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import orjson

STEP = 200.0
"""Metres from one copy to the next."""

PER_ROW = 100


def offsets(copies: int) -> Iterator[tuple[float, float]]:
    """Where each copy lies, in metres from the first."""
    for number in range(copies):
        yield STEP * (number % PER_ROW), STEP * (number // PER_ROW)


def repeat_sequence(source: Path, target: Path, copies: int) -> None:
    """A CityJSON text sequence `copies` times over; the header stays, vertices and ids are shifted."""
    head, *features = source.read_bytes().splitlines()
    scale = orjson.loads(head)["transform"]["scale"]
    with target.open("wb") as out:
        out.write(head + b"\n")
        for number, (east, north) in enumerate(offsets(copies)):
            for line in features:
                feature = orjson.loads(line)
                shift = [round(east / scale[0]), round(north / scale[1]), 0]
                feature["vertices"] = (np.array(feature["vertices"]) + shift).tolist()
                text = orjson.dumps(feature).decode()
                for code in feature["CityObjects"]:
                    text = text.replace(json.dumps(code), json.dumps(f"{code}-{number}"))
                out.write(text.encode() + b"\n")


def repeat_members(source: Path, target: Path, copies: int, degrees: float) -> None:
    """A CityGML document whose city object members stand `copies` times, ids made each copy's own.

    Coordinates are shifted by multiples of `degrees` in their first figure, whatever it is.
    """
    text = source.read_text()
    pattern = re.compile(r"<(\w*:?)cityObjectMember>.*?</\1cityObjectMember>", re.DOTALL)
    members = [found[0] for found in pattern.finditer(text)]
    first, last = pattern.search(text), list(pattern.finditer(text))[-1]
    assert first is not None
    with target.open("w") as out:
        out.write(text[: first.start()])
        for number in range(copies):
            for member in members:
                out.write(_shift(_rename(member, number), number * degrees))
        out.write(text[last.end() :])


def _rename(member: str, number: int) -> str:
    renamed = re.sub(r'(gml:id=")([^"]+)"', rf'\1\2-{number}"', member)
    return re.sub(r'(xlink:href="#)([^"]+)"', rf'\1\2-{number}"', renamed)


def _shift(member: str, by: float) -> str:
    def move(found: re.Match[str]) -> str:
        figures = found[2].split()
        figures[::3] = [repr(float(figure) + by) for figure in figures[::3]]
        return found[1] + " ".join(figures) + "<"

    return re.sub(r"(<gml:pos(?:List)?[^>]*>)([^<]+)<", move, member) if by else member


def write_footprints(target: Path, number: int) -> None:
    """A GeoPackage of so many made-up buildings with their figures, in EPSG:4549."""
    import pyogrio
    import shapely

    from spatial.generator.city import generate
    from spatial.records import Building

    rows = [one for one in generate(max(number, 300), 1) if isinstance(one, Building)][:number]
    columns = {
        "code": np.array([row.code for row in rows], dtype=object),
        "use": np.array([row.function for row in rows], dtype=object),
        "height": np.array([row.height for row in rows], dtype=float),
        "storeys": np.array([row.storeys for row in rows], dtype=np.int32),
        "year": np.array([row.year for row in rows], dtype=np.int32),
    }
    pyogrio.raw.write(
        target,
        shapely.to_wkb(np.array([row.footprint for row in rows], dtype=object)),
        list(columns.values()),
        fields=list(columns),
        driver="GPKG",
        layer="footprints",
        geometry_type="Unknown",
        crs="EPSG:4549",
    )
