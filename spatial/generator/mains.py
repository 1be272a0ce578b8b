"""What lies under the streets by class of pipe: where across the street, how deep, how wide, of what.

Classes, materials and burial modes are codes of CJJ 61-2017 (Appendices B and C); the order across the
street and the least cover follow GB 50289-2016 §4.1, the manholes' spacing GB 50014-2021 §5.4.4.
"""

from dataclasses import dataclass

from spatial.generator.plan import Theme
from spatial.generator.streets import Rank
from spatial.records import VerticalKind

WORKS = frozenset({Theme.INDUSTRY})
ALL = frozenset(Theme)


@dataclass(frozen=True, slots=True, kw_only=True)
class Main:
    """One class of pipe.

    `wide` and `narrow` are metres east or north of the axis of a main road and of a local street (None:
    not there); `depths` the least and greatest of what `vertical` names, for drains of the invert below
    the plain. `sizes` are millimetres by rank of street, (width, height) where it is no round pipe.
    One main road in `every` carries it, counted from the `first` beside the city's middle. `spacing` is that
    of manholes in metres.
    """

    network: str
    klass: str
    wide: float
    narrow: float | None
    vertical: VerticalKind
    depths: tuple[float, float]
    sizes: dict[Rank, int] | tuple[int, int]
    material: str
    burial: str
    point: str
    owner: str
    every: int = 1
    first: int = 0
    spacing: dict[Rank, float] | None = None


def sizes(local: int, minor: int, secondary: int, primary: int, trunk: int) -> dict[Rank, int]:
    """Diameters by rank of street; a collector has a secondary road's."""
    ranks = (Rank.LOCAL, Rank.MINOR, Rank.COLLECTOR, Rank.SECONDARY, Rank.PRIMARY, Rank.TRUNK)
    return dict(zip(ranks, (local, minor, secondary, secondary, primary, trunk), strict=True))


SPACING = {
    Rank.LOCAL: 75.0, Rank.MINOR: 75.0, Rank.COLLECTOR: 100.0, Rank.SECONDARY: 100.0, Rank.PRIMARY: 100.0,
    Rank.TRUNK: 150.0,
}  # fmt: skip

MAINS = (
    Main(
        network="JS", klass="JP", wide=9.0, narrow=3.4, vertical=VerticalKind.COVER, depths=(0.8, 1.3),
        sizes=sizes(150, 200, 300, 500, 800), material="QM", burial="ZM", point="valve", owner="水务公司",
    ),
    Main(
        network="PS", klass="YS", wide=1.5, narrow=-0.6, vertical=VerticalKind.ELEVATION, depths=(2.6, 2.6),
        sizes=sizes(600, 800, 1000, 1200, 1350), material="T", burial="ZM", point="manhole",
        owner="排水公司", spacing=SPACING,
    ),
    Main(
        network="PS", klass="WS", wide=5.0, narrow=1.5, vertical=VerticalKind.ELEVATION, depths=(3.8, 3.8),
        sizes=sizes(400, 500, 600, 800, 1000), material="PE", burial="ZM", point="manhole",
        owner="排水公司", spacing=SPACING,
    ),
    Main(
        network="RQ", klass="TR", wide=-8.5, narrow=-3.4, vertical=VerticalKind.COVER, depths=(0.9, 1.3),
        sizes=sizes(110, 160, 200, 300, 400), material="PE", burial="ZM", point="valve", owner="燃气公司",
    ),
    Main(
        network="RL", klass="RS", wide=-5.0, narrow=None, vertical=VerticalKind.DEPTH, depths=(1.7, 2.2),
        sizes=sizes(200, 250, 300, 400, 600), material="G", burial="ZM", point="valve", owner="热力公司",
        every=3,
    ),
    Main(
        network="DL", klass="GD", wide=12.5, narrow=5.4, vertical=VerticalKind.DEPTH, depths=(1.1, 1.5),
        sizes=(600, 400), material="TZ", burial="GK", point="manhole", owner="供电公司",
    ),
    Main(
        network="TX", klass="XX", wide=-12.5, narrow=-5.4, vertical=VerticalKind.DEPTH, depths=(1.1, 1.5),
        sizes=(400, 300), material="GX", burial="GK", point="manhole", owner="通信公司",
    ),
    Main(
        network="GY", klass="DQ", wide=-14.5, narrow=None, vertical=VerticalKind.DEPTH, depths=(1.3, 1.8),
        sizes=sizes(80, 80, 100, 150, 150), material="G", burial="ZM", point="valve", owner="工业气体公司",
        every=3, first=1,
    ),
    Main(
        network="QT", klass="ZH", wide=-1.8, narrow=None, vertical=VerticalKind.DEPTH, depths=(5.6, 6.2),
        sizes=(3200, 2800), material="T", burial="ZH", point="access", owner="管廊公司", every=5,
    ),
)  # fmt: skip
