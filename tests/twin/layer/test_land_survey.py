"""Each word of the published list of land use has its words in both languages and one class of the map."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from twin.layer.land_survey import UNSORTED, WORDS
from twin.layers.land_use import LAYER


def test_the_published_list_is_known_to_the_last_word(sample: Callable[[str], Path]) -> None:
    root = etree.parse(str(sample("land/plateau-numazu/codelists/Common_landUseType.xml"))).getroot()
    published = {one.text for one in root.iterfind(".//{*}Definition/{*}description")}
    assert published == set(WORDS)
    assert len(published) == 63


def test_each_word_is_of_one_class_of_the_map_but_those_that_tell_no_use() -> None:
    classes = Counter(value for one in LAYER.paint.classes for value in one.values)
    assert {word for word in WORDS if word not in classes} == set(UNSORTED)
    assert set(classes.values()) == {1}
    assert all(word.zh and word.en for word in WORDS.values())
