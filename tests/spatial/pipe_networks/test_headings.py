"""EPANET's and SWMM's files are told apart by their sections, whatever their order and case."""

import pytest

from spatial.pipe_networks.headings import EPANET, SWMM, judge


@pytest.mark.parametrize(
    ("head", "program"),
    [
        (b"[TITLE]\nx\n[JUNCTIONS]\n a 1\n[PIPES]\n", EPANET),
        (b"[title]\r\n[junctions]\r\n[reservoirs]\r\n", EPANET),
        (b"\xef\xbb\xbf[TITLE]\n[OPTIONS]\n UNITS LPS\n[JUNCTIONS]\n", EPANET),
        (b"[TITLE]\n[JUNCTIONS]\n" + b" a 1\n" * 9000, EPANET),
        (b"[TITLE]\n[OPTIONS]\nFLOW_UNITS CFS\n", SWMM),
        (b"[JUNCTIONS]\n[CONDUITS]\n[XSECTIONS]\n", SWMM),
        (b"[OPTIONS]\nflow_routing KINWAVE\n[JUNCTIONS]\n", SWMM),
        (b"[TIMESERIES]\n[SUBCATCHMENTS]\n", SWMM),
        (b"[TITLE]\nnothing else\n", None),
        (b"[OPTIONS]\nlength = 3\n", None),
        (b"[PIPES]\0", None),
        (b'["PIPES", 1]', None),
    ],
)
def test_the_program_is_that_whose_sections_there_are_more_of(head: bytes, program: str | None) -> None:
    assert judge(head) == program
