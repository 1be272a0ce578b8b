"""Shapefiles as tables: alone with the files beside them, or several in a .zip."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from spatial.errors import RefusedError
from spatial.records import Issue
from spatial.tables import Lot, Table
from spatial.vector.archives import PARTS, Unpacked, unpack
from spatial.vector.encodings import decoder, find_encoding
from spatial.vector.gdal import Source, read_table
from spatial.vector.shapefile_parts import check_parts

NEEDED = (".shx", ".dbf")


def list_parts(shp: Path) -> list[Path]:
    """The .shp and what lies beside it under the same name, whatever the case of the endings."""
    beside = {path.suffix.lower(): path for path in sorted(shp.parent.iterdir()) if path.stem == shp.stem}
    return [shp, *(beside[suffix] for suffix in PARTS[1:] if suffix in beside)]


def read_shapefile(shp: Path, swapped: bool, name: str, repair: bool = False) -> Table:
    """One shapefile. Raises RefusedError where a part is missing or cannot be read."""
    parts = {path.suffix.lower(): path for path in list_parts(shp)}
    for suffix in NEEDED:
        if suffix not in parts:
            raise RefusedError(
                f"{name}.shp comes without its {suffix}; give the files together, or in one .zip."
            )
    if ".prj" in parts and not _is_text(parts[".prj"]):
        raise RefusedError(f"{name}.prj is no text; take it away and give --crs EPSG:n, or export it again.")
    total = check_parts(shp, parts[".shx"], parts[".dbf"])
    encoding, notes = find_encoding(parts[".dbf"], parts.get(".cpg"))
    source = Source(
        path=shp,
        driver="ESRI Shapefile",
        name=name,
        decode=decoder(encoding),
        options={"ENCODING": "ISO-8859-1"},
        notes=notes,
        total=total,
    )
    return read_table(source, swapped, repair)


def _is_text(path: Path) -> bool:
    try:
        return "\0" not in path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return False


def read_archive(path: Path, swapped: bool, repair: bool = False) -> list[Table]:
    """Every shapefile of a .zip; two of one name are told apart by a number."""
    found = unpack(path)
    if not found:
        raise RefusedError(f"{path.name} holds no .shp; zip the shapefile with the files beside it.")
    names: dict[str, int] = {}
    tables = []
    for one in found:
        names[one.name] = names.get(one.name, 0) + 1
        name = one.name if names[one.name] == 1 else f"{one.name}-{names[one.name]}"
        tables.append(_hold(read_shapefile(one.path, swapped, name, repair), one))
    return tables


def _hold(table: Table, unpacked: Unpacked) -> Table:
    """The same table, whose rows keep the unpacked files where they are."""

    def read(key: str | None) -> Iterator[Lot | Issue]:
        assert unpacked.folder.path.exists()
        return table.lots(key)

    return replace(table, lots=read)
