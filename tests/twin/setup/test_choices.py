"""A choice is kept for the next time, and one that contradicts the twin is refused, naming what to give."""

import os
from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path

import pytest

from twin.setup import choices
from twin.setup.instance import Instance, SetUpError


def settle(clone: Path, *options: str) -> Instance:
    """The twin that `up` with these options would bring up."""
    parser = ArgumentParser()
    choices.add_options(parser)
    return choices.settle(clone, parser.parse_args(options))


def recorded(clone: Path, *options: str) -> Instance:
    """The same, brought up once."""
    chosen = settle(clone, *options)
    chosen.write()
    chosen.name_in_clone()
    return chosen


def city(instance: Instance) -> tuple[str | None, int, int | None]:
    """What is chosen of the city."""
    return instance.demo, instance.crs, instance.heights


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ([], ("astana", 32642, None)),
        (["--demo", "astana"], ("astana", 32642, None)),
        (["--demo", "none"], (None, 4549, 5737)),
        (["--demo", "hangzhou"], ("hangzhou", 4549, 5737)),
        (["--demo", "hangzhou", "--crs", "4549"], ("hangzhou", 4549, 5737)),
        (["--crs", "4549"], (None, 4549, 5737)),
        (["--crs", "EPSG:28992"], (None, 28992, None)),
        (["--crs", "28992", "--heights", "5709"], (None, 28992, 5709)),
        (["--crs", "4549", "--heights", "none"], (None, 4549, None)),
        (["--crs", "32642", "--demo", "astana"], ("astana", 32642, None)),
    ],
)
def test_the_city_follows_the_options(
    clone: Path, options: list[str], wanted: tuple[str | None, int, int | None]
) -> None:
    assert city(settle(clone, *options)) == wanted
    recorded(clone, *options)
    assert city(settle(clone)) == wanted, "the next `up` needs no options"


def test_a_frame_of_the_environment_leaves_the_demo_out(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWIN_CRS", "28992")
    monkeypatch.setenv("TWIN_HEIGHTS", "5709")
    assert city(settle(clone)) == (None, 28992, 5709)


def test_an_address_is_kept_until_another_is_given(clone: Path) -> None:
    recorded(clone, "--port", "8055", "--host", "0.0.0.0")
    assert (settle(clone).port, settle(clone).host) == (8055, "0.0.0.0")
    assert (settle(clone, "--port", "8056").port, settle(clone, "--port", "8056").host) == (8056, "0.0.0.0")


@pytest.mark.parametrize(
    ("first", "then"),
    [([], ["--crs", "4549"]), (["--demo", "none"], ["--demo", "astana"])],
)
def test_the_demo_in_another_frame_is_refused_with_two_ways_on(
    clone: Path, first: list[str], then: list[str]
) -> None:
    recorded(clone, *first)
    with pytest.raises(SetUpError, match=r"needs EPSG:32642.* `--demo none`, or .*--data-dir and --port"):
        settle(clone, *then)


def test_the_demo_and_another_frame_at_once_are_refused(clone: Path) -> None:
    for city in ("astana", "hangzhou"):
        with pytest.raises(SetUpError, match="the twin has EPSG:28992"):
            settle(clone, "--demo", city, "--crs", "28992")


def test_a_demo_city_may_be_left_behind(clone: Path) -> None:
    recorded(clone)
    assert city(settle(clone, "--demo", "none")) == (None, 32642, None)


def test_a_twin_on_a_server_is_not_brought_up_without_its_address(
    clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql:///elsewhere")
    assert recorded(clone).external
    monkeypatch.delenv("DATABASE_URL")
    with pytest.raises(SetUpError, match=r"DATABASE_URL, which is not set now.*instance\.json"):
        settle(clone)


def test_a_data_directory_of_ones_own_is_another_twin(clone: Path, tmp_path: Path) -> None:
    recorded(clone)
    other = settle(clone, "--data-dir", str(tmp_path / "second"), "--crs", "28992", "--port", "8056")
    assert (other.data_dir, other.crs, other.demo) == (tmp_path / "second", 28992, None)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs PostgreSQL and nginx as somebody else")
def test_data_lie_where_postgresql_and_nginx_can_reach_them(clone: Path) -> None:
    assert choices.place_data(clone) == clone / ".var"
    clone.parent.chmod(0o700)
    hidden = choices.place_data(clone)
    assert hidden.parent == Path("/var/lib") and not hidden.exists()
    assert settle(clone).data_dir == hidden


def test_a_recorded_place_stays(clone: Path) -> None:
    placed = recorded(clone)
    clone.parent.chmod(0o700)
    assert settle(clone).data_dir == placed.data_dir
    assert replace(placed, recorded=True) == settle(clone)
