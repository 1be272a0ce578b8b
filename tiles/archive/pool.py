"""Who draws an archive: processes of this machine, or the workers of a Dask cluster."""

import re
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context

from spatial.errors import RefusedError
from tiles.archive.drawing import stand_by

ADDRESS = re.compile(r"(tcp|tls)://[^\s/]+:[0-9]{1,5}")
GIVE = "give the address that `dask scheduler` prints, such as tcp://10.0.0.5:8786."
PATIENCE = 20
AGAIN = "Give the same command again, with fewer --processes if need be: it goes on where it was."


@contextmanager
def hire(processes: int, scheduler: str | None) -> Iterator[Executor]:
    """The executor that batches are given to; raises RefusedError where no cluster is at the address."""
    if scheduler is None:
        try:
            with ProcessPoolExecutor(processes, get_context("spawn"), stand_by) as pool:
                yield pool
        except BrokenProcessPool:
            raise RefusedError(
                f"A process that drew tiles was killed, maybe for want of memory. {AGAIN}"
            ) from None
        return
    if not ADDRESS.fullmatch(scheduler):
        raise RefusedError(f"“{scheduler}” is no scheduler's; {GIVE}")
    from distributed import Client, KilledWorker

    try:
        client = Client(scheduler, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise RefusedError(
            f"No Dask scheduler answers at {scheduler} ({error or type(error).__name__}); {GIVE}"
        ) from None
    with client:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError:
            raise RefusedError(
                f"The Dask cluster at {scheduler} has no workers; start `dask worker {scheduler}` on each "
                "machine, in the twin's folder and environment."
            ) from None
        try:
            yield client.get_executor(pure=False)
        except KilledWorker as error:
            raise RefusedError(
                f"Workers of the cluster were lost again and again ({error}). {AGAIN}"
            ) from None
