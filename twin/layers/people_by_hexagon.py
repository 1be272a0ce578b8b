"""Persons by the cells of the H3 grid, protected."""

from spatial.text import Text
from twin.layer.people import make_people

LAYER = make_people(
    id="people-by-hexagon",
    order=38,
    title=Text("网格人口", "People by grid cell"),
    about=Text(
        "各 H3 六边形网格的人数与密度；人数过少、或可由其他数值推算的，均已保护。",
        "Persons in each H3 cell; counts of few, or that others give away, are protected.",
    ),
    part="hexagon",
)
