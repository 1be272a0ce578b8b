"""Who may see what a load brings: as it is said with the load, else as it was before."""

from twin.ingest.sql import ask
from twin.models import Openness, Recorded

WORDS = {one.name.lower(): one for one in Openness}


def settle_openness(dataset: int, openness: Openness) -> None:
    """Let what the dataset brings from now on be as open as this; part of the load's own transaction."""
    ask("UPDATE twin_dataset SET openness = %s WHERE id = %s", [openness, dataset])


def usual_openness(kind: type[Recorded], dataset: int) -> str:
    """In SQL, the openness of the thing's last version, else that of its dataset.

    The last version is looked for only where some row of the dataset is not as open as the dataset.
    """
    [[usual]] = ask("SELECT openness FROM twin_dataset WHERE id = %s", [dataset])
    table = kind._meta.db_table
    [[mixed]] = ask(
        f"""
        SELECT EXISTS (
            SELECT FROM {table} AS version JOIN twin_thing AS thing ON thing.id = version.thing_id
            WHERE thing.dataset_id = %s AND thing.kind = %s AND version.openness <> %s
        )
        """,
        [dataset, kind._meta.model_name, usual],
    )
    last = f"SELECT openness FROM {table} WHERE thing_id = thing.id ORDER BY {table}.id DESC LIMIT 1"
    return f"COALESCE(({last}), {usual})" if mixed else str(usual)
