"""The topology of the networks a load brings: each main class looked at as a whole, in its staging tables."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from spatial.records import Issue, Severity
from spatial.topology.checking import check_topology
from spatial.topology.columns import Figures, Links, Nodes, Words, join
from twin.ingest.sql import ask
from twin.ingest.staging import Stage, stage_table, table_of

MOST = 200_000
"""Links of one class that are looked at together; more would not fit into memory."""

NODES = "code, ST_X(footprint), ST_Y(footprint), network, klass, function, ground, invert, depth"
# A course in several parts has no one first and last point.
COURSE = "CASE WHEN ST_NumGeometries(footprint) = 1 THEN ST_GeometryN(footprint, 1) END"
LINKS = (
    f'code, start, "end", ST_X(ST_StartPoint({COURSE})), ST_Y(ST_StartPoint({COURSE})), '
    f"ST_X(ST_EndPoint({COURSE})), ST_Y(ST_EndPoint({COURSE})), ST_Length(footprint), network, function, "
    "burial, vertical, start_z, end_z"
)


def check_networks(stage: Stage, dataset: int, partial: bool) -> Iterator[Issue]:
    """What is wrong with the networks staged; in a `partial` load the nodes that stand already count too."""
    node, link = table_of("Node"), table_of("Link")
    for kind in (node, link):
        if kind not in stage.made:
            stage.create(kind)
    classes = f"SELECT network, count(*) FROM {stage_table(link)} GROUP BY network ORDER BY network"
    for network, number in ask(classes):
        if number > MOST:
            message = f"{number} links are more than are looked at together ({MOST}); load them by district."
            yield Issue(
                severity=Severity.INFO, code="TOPOLOGY_NOT_CHECKED", message=message, position=network
            )
            continue
        wanted = f"{stage_table(link)} WHERE network = %s"
        nodes = ask(f"SELECT {NODES} FROM {stage_table(node)} WHERE network = %s", [network])
        if partial:
            nodes += standing(dataset, network)
        links = ask(f"SELECT {LINKS} FROM {wanted}", [network])
        yield from check_topology(join(make_nodes(nodes), make_links(links)))


def standing(dataset: int, network: str) -> list[Any]:
    """The nodes of the dataset that the load does not bring."""
    node = table_of("Node")
    columns = ", ".join(f"version.{name}" if "ST_" not in name else name for name in NODES.split(", "))
    return ask(
        f"""
        SELECT {columns} FROM {node._meta.db_table} AS version
        JOIN twin_thing AS thing ON thing.id = version.thing_id
        WHERE thing.dataset_id = %s AND version.network = %s AND upper_inf(version.recorded)
          AND NOT EXISTS (SELECT FROM {stage_table(node)} AS staged WHERE staged.code = version.code)
        """,
        [dataset, network],
    )


def make_nodes(rows: Sequence[Sequence[Any]]) -> Nodes:
    """Rows of `NODES` by columns."""
    code, x, y, network, klass, function, ground, invert, depth = columns_of(rows, 9)
    return Nodes(
        codes=words(code),
        xy=pairs(x, y),
        network=words(network),
        klass=words(klass),
        function=words(function),
        ground=figures(ground),
        invert=figures(invert),
        depth=figures(depth),
    )


def make_links(rows: Sequence[Sequence[Any]]) -> Links:
    """Rows of `LINKS` by columns."""
    code, start, end, x, y, far_x, far_y, length, network, function, burial, vertical, low, high = columns_of(
        rows, 14
    )
    return Links(
        codes=words(code),
        starts=words(start),
        ends=words(end),
        first=pairs(x, y),
        last=pairs(far_x, far_y),
        length=figures(length),
        network=words(network),
        function=words(function),
        burial=words(burial),
        vertical=words(vertical),
        start_z=figures(low),
        end_z=figures(high),
    )


def columns_of(rows: Sequence[Sequence[Any]], number: int) -> list[Sequence[Any]]:
    """The rows turned; so many empty columns where there are none."""
    return list(zip(*rows, strict=True)) if rows else [()] * number


def words(values: Sequence[Any]) -> Words:
    """Texts as an array of objects."""
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array


def figures(values: Sequence[Any]) -> Figures:
    """Numbers as floats, nan for none."""
    return np.array(values, dtype=np.float64)


def pairs(x: Sequence[Any], y: Sequence[Any]) -> Figures:
    """Points (n, 2), nan for none."""
    return np.column_stack([figures(x), figures(y)])
