"""Requests as no honest client sends them: addresses of the OpenAPI document, parts and values gone wrong."""

import random
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

LARGEST, SHARE, MOST = 100_000, 0.4, 4
"""Characters of the longest value; the share of values gone wrong; the most parameters of a request."""

MUTANTS = (
    *(
        "",
        " ",
        "\0",
        "a\0b",
        "\ufeff\u202e",
        "\u202e2020-01-01",
        "\n",
        "\t",
        "\x7f",
        "\udce5",
        "𐀀",
        "١٢",
        "ﬁ",
        "e\u0301",
    ),
    *(
        "-1",
        "0",
        "1.5",
        "1e400",
        "-1e308",
        "NaN",
        "Infinity",
        "9" * 19,
        "9" * 400,
        "0x10",
        "1_0",
        "+1",
        "--1",
    ),
    *("1,2,3", "1,2,3,4,5,6,7", "NaN,0,1,1", "-180,-90,180,90", "170,-90,-170,90", "1e300,1e300,1e301,1e301"),
    *(
        "../..",
        "....//",
        "%00",
        "%s%n",
        "%",
        "${x}",
        "{{7*7}}",
        "<script>",
        "'",
        '"',
        "`",
        "\\",
        ";--",
        "';DROP TABLE x--",
    ),
    *(
        "0001-01-01",
        "9999-12-31T23:59:59Z",
        "2020-02-30",
        "../..",
        "2020-01-01/..",
        "-infinity",
        "10000-01-01",
    ),
    *(
        "height > 1",
        "height > 'x'",
        "NOT NOT NOT (height=1)",
        "(" * 60,
        "name LIKE '%" + "%a" * 40 + "'",
        "1=1",
    ),
    *(
        "S_INTERSECTS(geometry,POINT(1e308 1e308))",
        "S_INTERSECTS(geometry,POLYGON((0 0,1 1,0 1)))",
        "height/0=1",
    ),
    *(
        "S_WITHIN(geometry,BBOX(\ufeff\u202e))",
        "T_AFTER(valid,DATE('0000-00-00'))",
        "height^999999=1",
        "name IN ()",
    ),
    *(
        '{"op":"=","args":[{"property":"height"},1e999]}',
        '{"op":"not"}',
        "[" * 200,
        '{"a":' * 50,
        "null",
        "\ufeff{}",
    ),
    *(
        "http://www.opengis.net/def/crs/EPSG/0/0",
        "EPSG:99999999",
        "html",
        "json",
        "gpkg",
        "true",
        "*",
        ",",
        ",,",
        "-",
    ),
    *(
        "x" * 1001,
        "x" * LARGEST,
        "é" * 5000,
        "a" * 64 + "\u202d",
        "buildings,buildings",
        "buildings",
        "code",
        "-code",
    ),
)


def mutate(document: dict[str, Any], seed: int, count: int) -> Iterator[str]:
    """So many addresses below the server's root, always the same for a seed."""
    chance = random.Random(seed)
    paths = sorted(path for path, item in document["paths"].items() if "get" in item)
    for _ in range(count):
        path = chance.choice(paths)
        told = [resolve(document, one) for one in document["paths"][path]["get"].get("parameters", ())]
        yield write(chance, path, told)


def resolve(document: dict[str, Any], parameter: dict[str, Any]) -> dict[str, Any]:
    """A parameter itself where a reference stands for it."""
    if "$ref" not in parameter:
        return parameter
    shared: dict[str, Any] = document["components"]["parameters"][parameter["$ref"].rpartition("/")[2]]
    return shared


def write(chance: random.Random, path: str, told: list[dict[str, Any]]) -> str:
    """A path with its parts filled in and some of its parameters, or strange ones, behind it."""
    for one in told:
        if one["in"] == "path":
            path = path.replace(f"{{{one['name']}}}", escape(choose(chance, one["schema"])))
    queries = [one for one in told if one["in"] == "query"]
    chosen = chance.sample(queries, min(len(queries), chance.randint(0, MOST)))
    pairs = [(one["name"], choose(chance, one["schema"])) for one in chosen]
    if chance.random() < SHARE / 4:
        pairs.append((chance.choice(MUTANTS), chance.choice(MUTANTS)))
    return (
        path + ("?" if pairs else "") + "&".join(f"{escape(name)}={escape(value)}" for name, value in pairs)
    )


def choose(chance: random.Random, schema: dict[str, Any]) -> str:
    """A value that fits a schema, or one gone wrong."""
    if chance.random() < SHARE:
        value = chance.choice(MUTANTS)
        return value if chance.random() < 0.7 else value + chance.choice(MUTANTS)
    if "enum" in schema:
        return str(chance.choice(schema["enum"]))
    if schema.get("type") in ("integer", "number"):
        return str(chance.choice([schema.get("minimum", 0), schema.get("default", 1), 5, 13, 2020]))
    return chance.choice(["buildings", "code", "2020-01-01", "120.1,30.2,120.2,30.3", "WebMercatorQuad", "1"])


def escape(text: str) -> str:
    """The text as a part of an address; half a character stays the bytes it is."""
    return quote(text[:LARGEST].encode("utf-8", "surrogateescape"), safe="")
