"""At each start the frame is checked, the groups are there, cut-off loads are settled."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command

from tests.factories import make_load, make_version, outline
from twin.layer import EVERYONE
from twin.models import Building, Frame, Load, Overview

pytestmark = pytest.mark.usefixtures("twin")


def test_a_new_twin_keeps_its_frame_and_has_its_groups() -> None:
    frame = Frame.objects.get()
    assert (frame.crs, frame.heights) == (4549, 5737)
    assert set(Group.objects.values_list("name", flat=True)) == set(EVERYONE)


@pytest.mark.parametrize(("crs", "heights"), [(32642, 5737), (4549, None), (4549, 5736)])
def test_a_twin_of_another_frame_is_not_run(crs: int, heights: int | None) -> None:
    Frame.objects.update(crs=crs, heights=heights)
    with pytest.raises(CommandError, match=f"--crs {crs} --heights {heights or 'none'}"):
        call_command("recover")


def test_a_load_that_was_cut_off_is_told() -> None:
    load = make_load()
    Load.objects.filter(pk=load.pk).update(status=Load.Status.RUNNING)
    out = StringIO()
    call_command("recover", stdout=out)
    assert f"Load {load.pk} was cut off" in out.getvalue()


def test_what_rows_of_an_older_twin_amount_to_from_afar_is_worked_out_once() -> None:
    make_version(Building, "old", outline("polygon", 0))
    for said in ("What Building amounts to from afar is worked out.", ""):
        out = StringIO()
        call_command("recover", stdout=out)
        assert out.getvalue().strip() == said
    assert Overview.objects.filter(layer="buildings").exists()
