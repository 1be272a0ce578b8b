"""Addresses: from the nested elements of xAL to the flat members that CityJSON has."""

from typing import Any

from spatial.citygml.names import Element, name_of

# xAL says ThoroughfareName and PostalCodeNumber; what encloses them adds nothing.
SHORT = {"PostalCodeNumber": "PostalCode"}


def read_address(element: Element) -> dict[str, Any] | None:
    """The leaves of an address by their names; a name that repeats is numbered. None for an empty one."""
    found: dict[str, Any] = {}
    for leaf in element.iter("{*}*"):
        vocabulary, local = name_of(leaf.tag)
        text = (leaf.text or "").strip()
        if vocabulary != "xal" or not text:
            continue
        name, again = SHORT.get(local, local), 1
        while name in found:
            again += 1
            name = f"{SHORT.get(local, local)}{again}"
        found[name] = text
    return found or None
