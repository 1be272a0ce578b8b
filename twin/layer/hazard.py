"""Layers of hazard zones: one for each kind of hazard, coloured by rank."""

from spatial.hazards import HAZARDS
from spatial.text import Text
from twin.layer import CLASS, CODE, DETAIL, NAME, ON_LOAD, Class, Field, Group, Layer, Paint

FIELDS = (
    *(CODE, NAME, CLASS),
    Field(name="scenario", title=Text("情景", "Scenario")),
    Field(name="grade", title=Text("等级", "Grade")),
    Field(name="rank", title=Text("等级序（1 最轻）", "Rank (1 is least)"), type="integer"),
    Field(name="scheme", title=Text("分级标准", "Grades are of")),
    Field(name="depth_from", title=Text("水深自", "Water depth from"), type="number", unit="m"),
    Field(name="depth_to", title=Text("水深至", "Water depth to"), type="number", unit="m"),
    *DETAIL,
)
LEAST = Text("1 级（最轻）", "Rank 1 (least)")
UNRANKED = Text("未分级或 5 级以上", "Unranked, or above rank 5")


def make_zones(hazard: str, id: str, order: int, ramp: tuple[str, ...], reach: Text) -> Layer:
    """The layer of the zones of one hazard; `ramp` holds the colours of ranks 1 (least) to 5.

    `reach` says what its zones cover, without a full stop.
    """
    title = HAZARDS[hazard]
    ranks = enumerate(ramp, 1)
    return Layer(
        id=id,
        title=Text(f"{title.zh}风险区", f"{title.en} zones"),
        about=Text(
            f"{reach.zh}。区外可能未建模，并不等于安全。",
            f"{reach.en}. What lies outside may not have been modelled, which does not mean that it is safe.",
        ),
        group=Group.HAZARD,
        order=order,
        model="HazardZone",
        where={"hazard": hazard},
        geometry=("polygon",),
        fields=FIELDS,
        paint=Paint(
            by="rank",
            classes=tuple(
                Class(
                    values=(rank,),
                    title=LEAST if rank == 1 else Text(f"{rank} 级", f"Rank {rank}"),
                    colour=colour,
                )
                for rank, colour in ranks
            ),
            rest=Class(values=(), title=UNRANKED, colour="#b9bec6"),
            outline=ramp[-1],
            ranked=True,
            opacity=0.55,
            label="grade",
            label_zoom=14,
        ),
        zooms=(8, 22),
        promise=ON_LOAD,
        visible=False,
    )
