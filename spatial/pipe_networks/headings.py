"""Which program an .inp file is for: EPANET and SWMM both write that ending, each with its own sections."""

import re

EPANET, SWMM = "epanet", "swmm"

# By their first four letters, which is what the programs look at; [TIMES] and [TIMESERIES] are alike in them.
OF_EPANET = frozenset(b"DEMA EMIT ENER MIXI PIPE QUAL REAC RESE RULE SOUR STAT TANK VALV".split())
OF_SWMM = frozenset(
    b"AQUI BUIL COND COVE DIVI EVAP GROU INFI INFL LAND LID_ LOAD LOSS ORIF OUTF OUTL POLL POLY RAIN RDII "
    b"SNOW STOR SUBA SUBC SYMB TEMP TRAN TREA WASH WEIR XSEC".split()
)
SHARED = frozenset(b"JUNC PUMP COOR OPTI".split())

_HEADING = re.compile(rb"^[ \t]*\[[ \t]*([A-Za-z_]{4})", re.MULTILINE)
_SWMM_OPTION = re.compile(rb"^[ \t]*(?:FLOW_UNITS|FLOW_ROUTING|LINK_OFFSETS)\b", re.MULTILINE | re.IGNORECASE)
_EPANET_OPTION = re.compile(rb"^[ \t]*(?:UNITS|HEADLOSS)\b", re.MULTILINE | re.IGNORECASE)


def judge(head: bytes) -> str | None:
    """The program whose sections these first bytes hold more of; None where they hold none of either.

    Where only sections of both are in sight it is EPANET's, for SWMM writes its options before any object.
    """
    found = {word.upper() for word in _HEADING.findall(head)}
    if b"\0" in head or not found & (OF_EPANET | OF_SWMM | SHARED):
        return None
    swmm = len(found & OF_SWMM) + bool(_SWMM_OPTION.search(head))
    epanet = len(found & OF_EPANET) + bool(_EPANET_OPTION.search(head))
    if swmm == epanet == 0:
        return EPANET if b"JUNC" in found else None
    return SWMM if swmm > epanet else EPANET
