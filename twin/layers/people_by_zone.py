"""Persons by the smallest administrative areas there are, protected."""

from spatial.text import Text
from twin.layer.people import make_people

LAYER = make_people(
    id="people-by-zone",
    order=37,
    title=Text("分区人口", "People by area"),
    about=Text(
        "各行政区的人数与密度；人数过少、或可由其他数值推算的，均已保护。",
        "Persons in each administrative area; counts of few, or that others give away, are protected.",
    ),
    part="area",
)
