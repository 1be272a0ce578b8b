"""How many requests a client may make a second, for nginx, which refuses more before the twin hears of it.

What nginx serves itself (kept tiles, the map's files) is not counted. The rates are chosen so that an office
behind one address browses maps unhindered, and that one client alone cannot keep the twin from all others.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_network

from twin.setup.instance import SetUpError

PROXIES = "TWIN_PROXIES"
STATES = "8m"  # some 64,000 clients; the one longest unheard of makes room


@dataclass(frozen=True)
class Limit:
    """Requests a second of whoever has the same `key` (variables of nginx), and how many at once beyond.

    `setting` is the environment's word on the rate, 0 for none; `paths` match method, path and query.
    """

    name: str
    key: str
    setting: str
    rate: int
    burst: int
    paths: tuple[str, ...] = ()


COSTLY = (
    r"^POST /processes/",
    r"^(GET|POST) /collections/[^/]+/aggregate[/?]",
    r"^GET /collections/[^/]+/items\?(.*&)?f=(?!(json|geojson|html)(&|$))",
    r"^(GET|POST) /(exports?|dashboard)[/?]",
    r"^POST /(card|login|preview|loads|tokens)",
)
"""What costs much (runs, aggregates, exports), and where passwords could be guessed."""

LIMITS = (
    Limit("address", "$binary_remote_addr", "TWIN_RATE", 1000, 2000),
    Limit("costly", "$client", "TWIN_RATE_COSTLY", 20, 200, COSTLY),
    Limit("costly_address", "$binary_remote_addr", "TWIN_RATE_COSTLY_ADDRESS", 100, 1000, COSTLY),
)


def write(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """What stands in nginx.conf for the marks @LIMITS@ and @LIMITED@."""
    rates = {limit: read_rate(environment, limit) for limit in LIMITS}
    kept = {limit: rate for limit, rate in rates.items() if rate}
    zones = [line for limit, rate in kept.items() for line in write_zone(limit, rate)]
    limited = [f"limit_req zone={limit.name} burst={limit.burst} nodelay;" for limit in kept]
    told = ["limit_req_status 429;", "limit_req_log_level info;", *trust(environment)]
    return {
        "@LIMITS@": indent([*zones, *told], 4),
        "@LIMITED@": indent(limited, 12),
    }


def write_zone(limit: Limit, rate: int) -> list[str]:
    """The shared memory of a limit; requests whose key is empty are not counted."""
    key, lines = limit.key, []
    if limit.paths:
        key = f"${limit.name}_key"
        kinds = "|".join(f"(?:{path})" for path in limit.paths)
        lines = [
            f'map "$request_method $uri?$args" {key} {{',
            '    default "";',
            f'    "~{kinds}" {limit.key};',
            "}",
        ]
    return [*lines, f"limit_req_zone {key} zone={limit.name}:{STATES} rate={rate}r/s;"]


def read_rate(environment: Mapping[str, str], limit: Limit) -> int:
    """The rate that is set, else the usual one."""
    text = environment.get(limit.setting) or str(limit.rate)
    if not (text.isascii() and text.isdecimal() and len(text) <= 6):
        raise SetUpError(f"{limit.setting} takes requests a second, or 0 for no limit, not “{text}”.")
    return int(text)


def trust(environment: Mapping[str, str]) -> list[str]:
    """Whose word on the client's address is taken: that of proxies that are named, else nobody's."""
    lines = []
    for text in environment.get(PROXIES, "").split():
        try:
            lines.append(f"set_real_ip_from {ip_network(text)};")
        except ValueError:
            raise SetUpError(
                f"{PROXIES} takes addresses such as 10.0.0.1 or 10.0.0.0/8, not “{text}”."
            ) from None
    return [*lines, "real_ip_header X-Forwarded-For;", "real_ip_recursive on;"] if lines else []


def indent(lines: list[str], width: int) -> str:
    """The lines as they stand in the file."""
    return "\n".join(f"{' ' * width}{line}" for line in lines)
