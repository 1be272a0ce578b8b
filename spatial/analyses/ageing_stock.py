"""How old the dwellings are, how safe their houses, and how many are both old and unsafe."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

import numpy as np

from spatial.analysis import Analysis, Ask, Codes, FromTwin, Measure, Numbers, Series, Words
from spatial.figures import Places, divide, unsaid
from spatial.registers import SafetyGrade
from spatial.text import Text

EARLIEST = 1000
BANDS = (("before-1980", EARLIEST, 1980), ("1980s", 1980, 1990), ("1990s", 1990, 2000), ("2000s", 2000, 2010))
LATEST_BAND, LATEST_FROM = "since-2010", 2010
UNSAFE = (SafetyGrade.C, SafetyGrade.D)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dwellings:
    """Dwellings alike: `year` of completion of their house (-1 unknown), `safety` theirs or its grade."""

    zone: Codes
    year: Codes
    safety: Annotated[Words, SafetyGrade]
    count: Numbers


def measure_ageing(
    dwellings: Annotated[Dwellings, FromTwin("dwellings")],
    today: Annotated[date, FromTwin("today")],
    places: Places,
    built_before: Annotated[
        int,
        Ask(
            title=Text("老旧：建成早于", "Old: built before"),
            about=Text("此年以前建成者为老旧住房", "Dwellings completed before this year count as old"),
            least=EARLIEST,
            most=2100,
        ),
    ] = 2001,
) -> tuple[Series, ...]:
    """Shares by band of completion and by grade of those known, and of the old and the unsafe."""
    year_known = (dwellings.year >= EARLIEST) & (dwellings.year <= today.year)
    grade_known = ~unsaid(dwellings.safety)
    old = year_known & (dwellings.year < built_before)
    unsafe = np.isin(dwellings.safety.astype(str), [grade.value for grade in UNSAFE])

    def share(measure: str, which: np.ndarray, known: np.ndarray, part: str | None = None) -> Series:
        def add(chosen: np.ndarray) -> Numbers:
            return places.sum(dwellings.zone, dwellings.count * chosen)

        return divide(measure, add(which & known), add(known), add(~known), part=part)

    bands = [
        *((name, (dwellings.year >= first) & (dwellings.year < end)) for name, first, end in BANDS),
        (LATEST_BAND, dwellings.year >= LATEST_FROM),
    ]
    return (
        *(share("by-age", which, year_known, name) for name, which in bands),
        *(share("by-safety", dwellings.safety == grade, grade_known, grade.value) for grade in SafetyGrade),
        share("old", old, year_known),
        share("unsafe", unsafe, grade_known),
        share("old-and-unsafe", old & unsafe, year_known & grade_known),
    )


YEAR_KNOWN = Text("建成年份已知的住房", "dwellings of known year")
GRADE_KNOWN = Text("安全等级已知的住房", "dwellings of known grade")
ANALYSIS = Analysis(
    id="ageing-stock",
    title=Text("老旧与危险住房", "Ageing and unsafe dwellings"),
    about=Text(
        "按建成年代与房屋安全等级（A–D）的住房构成，及既老旧又危险者。",
        "Dwellings by decade of completion and by safety grade A to D, and those both old and unsafe.",
    ),
    how=Text(
        "各年代、各等级占年份或等级已知住房的比例；危险为 C、D 级（JGJ 125-2016）；老旧默认为 2000 年底前建成"
        "（国办发〔2020〕23号）。年份缺失、早于 1000 年或晚于今年者为未知。",
        "Shares among the dwellings of known year or grade; unsafe is grade C or D (JGJ 125-2016); old "
        "is, unless told otherwise, completed by the end of 2000 (国办发〔2020〕23号). A year that is "
        "missing, before 1000 or after this year is unknown.",
    ),
    measures=(
        Measure(
            id="by-age",
            title=Text("各建成年代比例", "Share by decade of completion"),
            unit="1",
            share=True,
            numerator=Text("该年代建成的住房", "dwellings completed then"),
            denominator=YEAR_KNOWN,
            parts={
                "before-1980": Text("1980 年以前", "before 1980"),
                "1980s": Text("1980–1989", "1980–1989"),
                "1990s": Text("1990–1999", "1990–1999"),
                "2000s": Text("2000–2009", "2000–2009"),
                "since-2010": Text("2010 年及以后", "2010 and later"),
            },
        ),
        Measure(
            id="by-safety",
            title=Text("各安全等级比例", "Share by safety grade"),
            unit="1",
            share=True,
            numerator=Text("该等级的住房", "dwellings of that grade"),
            denominator=GRADE_KNOWN,
            parts={
                "A": Text("A 级：安全", "A: sound"),
                "B": Text("B 级：个别构件危险", "B: a part at risk"),
                "C": Text("C 级：局部危险", "C: in part dangerous"),
                "D": Text("D 级：整幢危险", "D: dangerous as a whole"),
            },
        ),
        Measure(
            id="old",
            title=Text("老旧住房比例", "Share of old dwellings"),
            unit="1",
            share=True,
            numerator=Text("老旧住房", "old dwellings"),
            denominator=YEAR_KNOWN,
        ),
        Measure(
            id="unsafe",
            title=Text("危险住房比例", "Share of unsafe dwellings"),
            unit="1",
            share=True,
            numerator=Text("C、D 级住房", "dwellings of grade C or D"),
            denominator=GRADE_KNOWN,
        ),
        Measure(
            id="old-and-unsafe",
            title=Text("既老旧又危险的住房比例", "Share both old and unsafe"),
            unit="1",
            share=True,
            numerator=Text("既老旧又危险的住房", "dwellings both old and unsafe"),
            denominator=Text("年份与等级均已知的住房", "dwellings of known year and grade"),
        ),
    ),
    run=measure_ageing,
    example={"built_before": 2001},
)
