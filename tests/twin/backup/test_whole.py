"""A backup is proven whatever is read meanwhile, and refused where anything else has changed."""

from pathlib import Path
from typing import Any

import pytest

from spatial.errors import RefusedError
from tests.factories import make_whole
from twin.access.audit import verify, write
from twin.backup import whole
from twin.backup.whole import AUDIT, back_up, list_changed
from twin.models import AuditEntry

BUILDINGS = "public.twin_building"


def read_once() -> None:
    """A read of a person, written down."""
    about = {"purpose": "checking", "kind": "person", "things": "things 1", "door": "a test"}
    write(AuditEntry(who="wang", groups=["housing"], fields=["sex"], rows=1, **about))


def do_after_dump(monkeypatch: pytest.MonkeyPatch, act: Any) -> None:
    """Let something happen in the twin while its backup is being proven."""
    dump = whole.dump

    def dump_then_act(file: Path) -> None:
        dump(file)
        act()

    monkeypatch.setattr(whole, "dump", dump_then_act)


@pytest.mark.usefixtures("twin")
def test_a_personal_read_meanwhile_does_not_spoil_a_backup(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    read_once()
    do_after_dump(monkeypatch, read_once)
    assert back_up(tmp_path / "twin.backup")[AUDIT] == 1
    assert (tmp_path / "twin.backup").exists()
    assert AuditEntry.objects.count() == 2
    assert getattr(verify(), "entries", None) == 2


@pytest.mark.usefixtures("twin")
def test_a_change_meanwhile_is_refused_by_the_name_of_its_table(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    do_after_dump(monkeypatch, make_whole)
    with pytest.raises(RefusedError, match=r"changed while .*public\.twin_thing"):
        back_up(tmp_path / "twin.backup")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("restored", "kept", "changed"),
    [
        ({AUDIT: 5, BUILDINGS: 2}, {AUDIT: 5, BUILDINGS: 2}, []),
        ({AUDIT: 5, BUILDINGS: 2}, {AUDIT: 9, BUILDINGS: 2}, []),
        ({AUDIT: 5, BUILDINGS: 2}, {AUDIT: 9, BUILDINGS: 3}, [BUILDINGS]),
        ({AUDIT: 4, BUILDINGS: 2}, {AUDIT: 9, BUILDINGS: 2}, [AUDIT]),
        ({AUDIT: 9, BUILDINGS: 2}, {AUDIT: 8, BUILDINGS: 2}, [AUDIT]),
        ({BUILDINGS: 2}, {AUDIT: 9, BUILDINGS: 2}, [AUDIT]),
        ({AUDIT: 5, BUILDINGS: 2}, {AUDIT: 5}, [BUILDINGS]),
    ],
)
def test_the_audit_alone_may_have_grown_and_lost_nothing_it_had(
    restored: dict[str, int], kept: dict[str, int], changed: list[str]
) -> None:
    assert list_changed(restored, kept, audited=5) == changed
