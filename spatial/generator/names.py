"""Names of streets, areas, waters and places: made up, as a Chinese city might have them."""

from spatial.generator.uses import CARE, HOSPITAL, NURSERY, SCHOOL, Use

FIRST = "文学天庆凤望秋春清明安宁永康平瑞景和德泰长兴吉祥云霞虹星晨曦古新紫金玉翠碧青丹朱银素静远高广嘉庭"
SECOND = "澜溪苑岭桥塘浦湾渚源林园泉亭阁台山水江湖石竹梅兰桂松柏枫荷莲菊潮洲津港市坊丰华晖影音韵书墨琴棋诗"
MAIN = "城江海阳州河"
AREAS = "临望拱滨栖萧余钱云凌锦澄"
ENDINGS = "江溪城湖安平浦塘"
SHORT_NAMES = len(AREAS) * len(ENDINGS)
PAIRS = len(FIRST) * len(SECOND)
# Coprime to the number of pairs, so that neighbours are not named alike and none twice in 15 x 15 cells.
STRIDE = 1511
WINDOW, LINES = 15, 5
KINDS = {
    SCHOOL.id: ("小学", "中学", "实验学校"), NURSERY.id: ("幼儿园",), HOSPITAL.id: ("医院", "人民医院"),
    CARE.id: ("养老院", "颐养中心"),
}  # fmt: skip


def pair(number: int) -> str:
    """Two characters for a number."""
    first, second = divmod(number * STRIDE % PAIRS, len(SECOND))
    return FIRST[first] + SECOND[second]


def name_street(seed: int, i: int, j: int, line: int, along: bool, minor: bool) -> str:
    """A local street: line `line` of cell (i, j), running east (`along`) or north."""
    cell = (i % WINDOW) * WINDOW + j % WINDOW
    number = (cell * LINES + (line - 1) % LINES) * 2 + along
    ending = ("街" if along else "路") if minor else ("弄" if along else "巷")
    return pair(number + seed) + ending


def name_main_road(seed: int, line: int, east: bool, trunk: bool) -> str:
    """A main road: the same name all along its line of the lattice."""
    number = 2 * line + east + seed
    first = FIRST[number * 7 % len(FIRST)]
    return first + MAIN[number // len(FIRST) % len(MAIN)] + ("大道" if trunk else "路")


def name_area(seed: int, number: int, district: bool) -> str:
    """A district (区) or sub-district (街道)."""
    if district and number < SHORT_NAMES:
        first, second = divmod((number + seed) * 29 % SHORT_NAMES, len(ENDINGS))
        return AREAS[first] + ENDINGS[second] + "区"
    return pair(number * 5 + seed + 3) + ("新区" if district else "街道")


def name_place(seed: int, number: int, use: Use) -> str:
    """A school, kindergarten, hospital or care home."""
    kinds = KINDS[use.id]
    return pair(number + 2 * seed) + kinds[number % len(kinds)]
