"""One run at a time, and every row is of the source it was loaded from."""

from typing import Any

import pytest
from django.db import connections, transaction

from spatial.errors import RefusedError
from tests.factories import make_load
from twin.linkage import link
from twin.linkage.steps import execute, fetch, prepare

pytestmark = pytest.mark.django_db(databases=["default", "ledger"])


def test_a_run_is_refused_while_another_is_under_way() -> None:
    other: Any = connections["default"].copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('twin.linkage'), 0)")
            with pytest.raises(RefusedError, match="try again when it is done"):
                link()
            cursor.execute("ROLLBACK")
    finally:
        other.close()


def test_the_source_of_each_load_is_laid_out_for_one_transaction() -> None:
    load = make_load("housing")
    with transaction.atomic():
        prepare()
        prepare()
        assert fetch("SELECT * FROM edition") == [(load.pk, load.source.dataset_id)]
    assert execute("SELECT 1") == 1
