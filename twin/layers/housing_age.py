"""The housing stock by the years it was built in."""

from itertools import pairwise

from spatial.text import Text
from twin.layer import Class
from twin.layer.colours import YELLOW_TO_BROWN
from twin.layer.housing import make_housing

DECADES = (1980, 1990, 2001, 2011, 2021)
WORDS = (
    Text("1980 年以前", "before 1980"),
    *(Text(f"{first}–{after - 1} 年", f"{first}–{after - 1}") for first, after in pairwise(DECADES)),
    Text("2021 年及以后", "2021 and later"),
)

LAYER = make_housing(
    id="housing-age",
    order=31,
    title=Text("房屋建成年代", "Houses by age"),
    about=Text(
        "按建成年代分级，越旧越深。以 2000 年底为一界：此前建成的属老旧小区改造范围（国办发〔2020〕23 号）。"
        "一幢内多栋登记时取最早年份。",
        "By the years of building, the older the darker. One bound is the end of 2000: what was built before "
        "may be renewed as an old neighbourhood (国办发〔2020〕23号). Of several houses the oldest counts.",
    ),
    by="year",
    classes=tuple(
        Class(values=(), least=least, title=title, colour=colour)
        for least, title, colour in zip((0, *DECADES), WORDS, reversed(YELLOW_TO_BROWN), strict=True)
    ),
)
