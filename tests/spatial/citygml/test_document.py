"""Documents are recognised, streamed member by member, and refused by a sentence with line and column."""

import tracemalloc
from pathlib import Path

import pytest

from spatial.citygml.document import read_members, recognises, walk
from spatial.errors import RefusedError
from tests.citygml import building, document, envelope, write

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
DOCTYPE = f'<!DOCTYPE core:CityModel [<!ENTITY l0 "ha">{LAUGHS}]>'


@pytest.mark.parametrize("version", ["1.0", "2.0", "3.0"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_city_model_is_recognised_in_any_encoding(version: str, encoding: str) -> None:
    text = f'<?xml version="1.0"?>\n<!-- of a town -->\n{document(building(), version=version)}'
    assert recognises(text.encode(encoding))


@pytest.mark.parametrize(
    "text",
    [
        "<CityModel xmlns='http://example.org'>",
        "<gml:FeatureCollection xmlns:core='http://www.opengis.net/citygml/2.0'>",
        '{"CityModel": "http://www.opengis.net/citygml/2.0"}',
        "",
    ],
)
def test_other_text_is_not_recognised(text: str) -> None:
    assert not recognises(text.encode())


def test_members_come_one_by_one_and_are_gone_afterwards(tmp_path: Path) -> None:
    path = write(tmp_path, building(id="a"), building(id="b"), building(id="c"))
    seen = []
    for member in read_members(path):
        seen.append(next(member.iterchildren()).get("{http://www.opengis.net/gml}id"))
        before = [len(one) for one in member.itersiblings(preceding=True)]
    assert seen == ["a", "b", "c"]
    assert before == [0]


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    peaks = []
    for number in (200, 4000):
        path = write(tmp_path, *(building(id=f"b{n}") for n in range(number)))
        tracemalloc.start()
        assert sum(1 for _ in read_members(path)) == number
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 2 * peaks[0]


def refusal(path: Path) -> str:
    """The sentence a file is refused by."""
    with pytest.raises(RefusedError) as caught:
        list(walk(path, "cityObjectMember"))
    return str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        f"{DOCTYPE}{document(building('<gml:name>&l9;</gml:name>'))}",
        f"{DOCTYPE}{document(building(id='&l9;'))}",
        '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">' + document(),
    ],
)
def test_a_document_type_is_refused_before_any_entity_is_read(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.gml"
    path.write_text(text)
    assert "declares a document type" in refusal(path)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "is empty or no XML; fetch it again."),
        (document(building())[:-40], "the file ends in the middle, it was cut; fetch it again."),
        (document("<bldg:Building></bldg:Room>"), "line 2 column 51: the XML is not well-formed"),
        (document(version="3.0"), "is CityGML 3.0; the twin reads 1.0 and 2.0: convert it first."),
        ("<a/>", "is not CityGML: it has no CityModel."),
        ("<CityModel/>", "is not CityGML: its root is no CityModel of CityGML."),
        (document("\x01"), "not well-formed"),
        (document(f"{'<a>' * 300}{'</a>' * 300}"), "not well-formed"),
    ],
)
def test_what_cannot_be_read_is_refused_by_a_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "a.gml"
    path.write_text(text)
    assert sentence in refusal(path)
    assert refusal(path).endswith(".")


def test_bytes_in_another_encoding_than_declared_are_refused_by_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.gml"
    path.write_bytes(document(building("<gml:name>图书馆</gml:name>")).encode("gb18030"))
    assert "line 2" in refusal(path)
    assert "write it again as UTF-8." in refusal(path)


def test_surface_data_of_the_model_itself_is_let_go_of(tmp_path: Path) -> None:
    tail = (
        "<app:appearanceMember><app:Appearance>"
        + "<app:surfaceDataMember><app:X/></app:surfaceDataMember>" * 3
    )
    path = write(
        tmp_path, building(), tail=f"{tail}</app:Appearance></app:appearanceMember>", head=envelope()
    )
    assert len(list(read_members(path))) == 1
