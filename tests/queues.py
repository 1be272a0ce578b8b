"""What waits for the worker."""

from django.db import connection


def waiting() -> list[str]:
    """The tasks that wait for a worker, by name."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id")
        return [name for (name,) in cursor.fetchall()]
