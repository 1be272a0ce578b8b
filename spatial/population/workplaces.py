"""The enterprises of a tract and their places of work, in the buildings that have room for jobs."""

from collections.abc import Iterator

import numpy as np
import shapely

from spatial.generator.areas import MADE_UP
from spatial.generator.chance import chance
from spatial.generator.names import pair
from spatial.population.codes import credit_code
from spatial.population.plan import Plan
from spatial.population.uses import USES
from spatial.registers import Enterprise, Workplace

BRANCHES = 0.1
"""The share of workplaces that belong to the enterprise of the one before them, in the same trade."""
TRADES = {
    "C": "制造", "D": "能源", "E": "建设", "F": "商贸", "G": "物流", "H": "餐饮", "I": "信息技术",
    "J": "金融", "K": "房产", "L": "商务", "M": "科技", "N": "环境", "O": "生活服务", "P": "教育",
    "Q": "医疗", "R": "文化", "S": "公共服务",
}  # fmt: skip


def tell_workplaces(plan: Plan, tract: int) -> Iterator[Enterprise | Workplace]:
    """The tract's enterprises, each before its first workplace, whose number its code is made of."""
    starts, stock = plan.work_starts, plan.stock
    draw = chance(plan.seed, 171, tract)
    rows = range(int(starts[tract]), int(starts[tract + 1]))
    luck, branch = draw.random(len(rows)).tolist(), draw.random(len(rows)).tolist()
    buildings = plan.work_building[rows.start : rows.stop]
    points = shapely.points(np.round(stock.place[buildings], 3))
    credit, last = "", ""
    for place, (row, building) in enumerate(zip(rows, buildings.tolist(), strict=True)):
        sectors = USES[stock.use[building]].sectors
        sector = sectors[int(luck[place] * len(sectors))]
        address = stock.addresses[building]
        if sector != last or branch[place] >= BRANCHES:
            credit, last = credit_code(row), sector
            yield Enterprise(
                code=credit,
                footprint=points[place],
                credit_code=credit,
                name=f"{pair(row)}{pair(row // 7 + 11)}{TRADES[sector]}有限公司",
                sector=sector,
                address=address,
                attributes=MADE_UP,
            )
        yield Workplace(
            code=workplace_code(row),
            footprint=points[place],
            enterprise=credit,
            sector=sector,
            jobs=int(plan.work_jobs[row]),
            address=address,
            attributes={**MADE_UP, "building": stock.codes[building]},
        )


def workplace_code(number: int) -> str:
    """The code of the workplace of that number."""
    return f"W{number:08d}"
