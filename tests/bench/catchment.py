"""How fast and small floating catchments are beside `access` (PySAL): `python -m tests.bench.catchment`.

The peer stands in an environment of its own (`pip install access==1.1.10.post3`), whose Python is given by
`--peer`. Each side is a process; the seconds are those of the call alone. Ours finds its pairs in them, out
of coordinates; the peer is given a table of the pairs, made before. Both must give the same figures. Without
a peer ours runs alone, as for a million demand points, whose pairs are too many for the peer's memory.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
POINTS_TO_KM2 = 424.0
"""A million demand points and 2,000 facilities lie so that 3 km pair 24 million of them."""


@dataclass
class City:
    """Demand and facilities spread over a square, the same for both sides."""

    demand: Any
    facilities: Any
    people: Any
    beds: Any


def make_city(options: argparse.Namespace) -> City:
    """As many points as asked for, as dense as a million are."""
    random = np.random.default_rng(6)
    side = 1000 * (options.demand / POINTS_TO_KM2) ** 0.5
    return City(
        demand=random.uniform(0, side, (options.demand, 2)),
        facilities=random.uniform(0, side, (options.facilities, 2)),
        people=random.integers(0, 9, options.demand).astype(float),
        beds=random.integers(1, 99, options.facilities).astype(float),
    )


def run_ours(city: City, options: argparse.Namespace) -> tuple[float, Any]:
    """Seconds and accessibility of ours."""
    from spatial.catchment.decay import Gaussian, alike
    from spatial.catchment.floating import share_supply, share_supply_by_choice
    from spatial.catchment.straight_line import StraightLine

    decay = Gaussian(options.limit / 3) if options.decay == "gaussian" else alike
    share = share_supply_by_choice if options.steps == 3 else share_supply
    begun = time.perf_counter()
    reach = StraightLine(city.demand, city.facilities, options.limit)
    found = share(reach, city.people, city.beds, decay).accessibility
    return time.perf_counter() - begun, found


def run_peer(city: City, options: argparse.Namespace) -> tuple[float, Any]:
    """Seconds and accessibility of the peer, in its own environment."""
    import pandas
    from access import fca, weights

    from spatial.catchment.straight_line import StraightLine

    blocks = list(StraightLine(city.demand, city.facilities, options.limit).blocks())
    names = {"origin": "demand", "dest": "facility", "cost": "cost"}
    columns = {key: np.concatenate([getattr(one, name) for one in blocks]) for key, name in names.items()}
    costs = pandas.DataFrame(columns)
    of_people = pandas.DataFrame({"geoid": np.arange(len(city.people)), "demand": city.people})
    of_beds = pandas.DataFrame({"geoid": np.arange(len(city.beds)), "supply": city.beds})
    tables = of_people.set_index("geoid"), of_beds.set_index("geoid"), costs
    decay = weights.gaussian(options.limit / 3) if options.decay == "gaussian" else None
    call = fca.three_stage_fca if options.steps == 3 else fca.two_stage_fca
    begun = time.perf_counter()
    found = call(*tables, options.limit, demand_index=True, supply_index=True, weight_fn=decay)
    taken = time.perf_counter() - begun
    return taken, found.reindex(np.arange(len(city.people)), fill_value=0).to_numpy()


def run_side(python: str, side: str, options: argparse.Namespace) -> dict[str, float]:
    """What one process of one side says it took."""
    words = [
        f"--{name}={getattr(options, name)}" for name in ("demand", "facilities", "limit", "decay", "steps")
    ]
    command = [python, "-m", "tests.bench.catchment", f"--side={side}", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{side}: {done.stderr[-800:]}")
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


def tell_side(options: argparse.Namespace) -> None:
    """Run one side here and say what it took and found."""
    city = make_city(options)
    seconds, found = (run_ours if options.side == "ours" else run_peer)(city, options)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    weighted = float(found @ np.arange(1, len(found) + 1))
    print(json.dumps({"seconds": seconds, "megabytes": peak, "found": weighted}))


def compare(options: argparse.Namespace) -> None:
    """Run the sides in turn; the first round warms up and does not count."""
    from tests.bench.pairs import told

    sides = {"ours": sys.executable} | ({"access": options.peer} if options.peer else {})
    taken: dict[str, list[dict[str, float]]] = {side: [] for side in sides}
    for number in range(options.rounds + 1):
        for side in list(sides)[:: 1 if number % 2 else -1]:
            run = run_side(sides[side], side, options)
            if number:
                taken[side].append(run)
    what = f"{options.steps}SFCA, {options.decay}"
    print(f"  {what}: {options.demand} x {options.facilities} at {options.limit:g} m")
    for side, runs in taken.items():
        seconds, peak = [run["seconds"] for run in runs], max(run["megabytes"] for run in runs)
        print(f"  {side:<8} {told(seconds)} s   peak {peak:.0f} MB")
    if options.peer:
        pairs = list(zip(taken["ours"], taken["access"], strict=True))
        print(f"  access / ours {told([peer['seconds'] / ours['seconds'] for ours, peer in pairs])}")
        apart = max(abs(peer["found"] / ours["found"] - 1) for ours, peer in pairs)
        assert apart < 1e-9, f"They differ by {apart:g}."


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--demand", type=int, default=1_000_000)
    parser.add_argument("--facilities", type=int, default=2_000)
    parser.add_argument("--limit", type=float, default=3_000)
    parser.add_argument("--decay", choices=["alike", "gaussian"], default="gaussian")
    parser.add_argument("--steps", type=int, choices=[2, 3], default=2)
    parser.add_argument("--peer", help="the Python of an environment with access")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--side", choices=["ours", "access"], help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    tell_side(chosen) if chosen.side else compare(chosen)
