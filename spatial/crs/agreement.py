"""Whether a file's coordinates fit a twin: system, heights and place are agreed on, or refused."""

from dataclasses import replace

from spatial.crs.legacy import refuse_legacy
from spatial.crs.moving import find_way, in_degrees
from spatial.crs.systems import Crs, Extent, look_up, parse, parse_heights
from spatial.crs.zones import number_of, suggest
from spatial.errors import RefusedError
from spatial.format import Asked, Header

MARGIN = 0.1


def declare(header: Header, asked: Asked) -> Crs:
    """The system of a file's coordinates: what is asked, over what the file says.

    Raises RefusedError where neither names one, or names an unknown one.
    """
    declared = asked.crs or header.crs
    if not declared:
        raise RefusedError("The file does not say which coordinate system it is in; give --crs EPSG:n.")
    source = parse(declared)
    refuse_legacy(source)
    heights = asked.heights or (None if source.is_3d else header.heights)
    if heights is None:
        return source
    vertical = parse_heights(heights)
    if vertical == source.vertical:
        return source
    name = f"{parse(source.plan).name} + {look_up(vertical).name}"
    return replace(source, code=f"{source.plan}+{vertical}", name=name, vertical=vertical, is_3d=True)


def agree(header: Header, asked: Asked, crs: int, heights: int | None) -> Crs:
    """The system of a file's coordinates, once it is sure that they fit a twin of `crs` and `heights`.

    `header` must be that of the file as `asked` (its extent is already swapped under --swap-axes).
    Raises RefusedError with the option to give: no system, a 2D system over 3D data, another height datum
    than the twin's, coordinates outside the system's area of use or outside the city, axes swapped.
    """
    source, city = declare(header, asked), parse(crs)
    if header.has_heights:
        _agree_on_heights(source, heights)
    if header.extent is not None:
        try:
            _agree_on_place(header.extent, source, city, asked)
        except RefusedError as refusal:
            raise RefusedError(f"{refusal} {header.placed}".strip()) from None
    if source.horizontal != city.horizontal:
        find_way(source.horizontal, city.horizontal)
    return source


def _agree_on_heights(source: Crs, heights: int | None) -> None:
    if not source.is_3d:
        raise RefusedError(
            f"The file holds heights, but {source.code} ({source.name}) says nothing of them; give --heights "
            "EPSG:n, the datum they are measured from."
        )
    if heights is None:
        raise RefusedError(
            f"The file holds heights ({source.name}), but this twin was made without a height datum; make a "
            f"twin with `up --heights EPSG:{source.vertical or 'n'}` for them."
        )
    if source.vertical != heights:
        theirs = look_up(source.vertical).name if source.vertical else "heights above the ellipsoid"
        raise RefusedError(
            f"The file's heights are {theirs}, this twin's are {look_up(heights).name}; convert the file "
            f"first, or give --heights EPSG:{heights} if the file is wrong about them."
        )


def agree_on_axes(extent: Extent, source: Crs, city: Crs, asked: Asked) -> None:
    """Raise RefusedError where the numbers tell that the axes are exchanged or the zone is another."""
    exchanged = _swap(extent)
    for place, option in ((extent, ""), (exchanged, "" if asked.swap_axes else " --swap-axes")):
        fitting = suggest(source.horizontal, place[0], place[2])
        if fitting is not None:
            _refuse_zone(place, source, parse(fitting), option)
    beyond = looks_swapped(extent, source)
    if not beyond and not (outside_city(extent, source, city) and not outside_city(exchanged, source, city)):
        return
    if asked.swap_axes:
        raise RefusedError(f"With --swap-axes the data leaves {source.name}; leave the option out.")
    raise RefusedError(
        f"The axes look swapped: as {source.name}, {_say(extent)} lies outside "
        f"{'its area' if beyond else 'the city'}, with x and y exchanged it lies inside; give --swap-axes."
    )


def agree_on_earth(extent: Extent, source: Crs) -> None:
    """See that data which may lie anywhere on earth lies in its own system, at least some of it."""
    if not _meets(source.area, in_degrees(extent, source)):
        raise RefusedError(_say_outside(extent, source))


def _say_outside(extent: Extent, source: Crs) -> str:
    return (
        f"{_say(extent)} lies outside the area of {source.name} ({source.code}), so this is not the "
        "file's system; give --crs EPSG:n."
    )


def _refuse_zone(place: Extent, source: Crs, fitting: Crs, option: str) -> None:
    number = number_of(place[0])
    code = f"{fitting.horizontal}+{source.vertical}" if source.vertical else fitting.code
    carried = f"carry the zone number {number} in front" if number else "carry no zone number in front"
    raise RefusedError(
        f"The eastings, {place[0]:.0f} to {place[2]:.0f}, {carried}, as those of {fitting.name} do and those "
        f"of {source.name} ({source.code}) do not; give --crs {code}{option}."
    )


def _agree_on_place(extent: Extent, source: Crs, city: Crs, asked: Asked) -> None:
    agree_on_axes(extent, source, city, asked)
    if outside(extent, source):
        raise RefusedError(_say_outside(extent, source))
    if outside_city(extent, source, city):
        # Where a city's own system comes out would tell of its parameters.
        there = "" if source.way == "local" else f": {_say(in_degrees(extent, source))} in degrees"
        raise RefusedError(
            f"The data lies outside the city{there}, while this twin's {city.name} covers {_say(city.area)}; "
            f"give --crs EPSG:n if the file's {source.code} is wrong, or load it into a twin of its own city."
        )


def outside_city(extent: Extent, source: Crs, city: Crs) -> bool:
    """Whether some of `extent` (in units of `source`, x-y order) lies outside the city's own system."""
    return outside(extent, source) or not _covers(city.area, in_degrees(extent, source))


def outside(extent: Extent, crs: Crs) -> bool:
    """Whether some of `extent` (in units of `crs`, x-y order) lies outside the area of use.

    The area is grown by a tenth on each side: systems are used a little beyond their edges.
    """
    return not _covers(crs.area, in_degrees(extent, crs))


def looks_swapped(extent: Extent, crs: Crs) -> bool:
    """Whether `extent` lies in the area of use only once its axes are exchanged."""
    return outside(extent, crs) and not outside(_swap(extent), crs)


def _covers(area: Extent | None, extent: Extent | None) -> bool:
    if extent is None or area is None:
        return area is None
    west, south, east, north = area
    wide, high = MARGIN * ((east - west) % 360 or 360), MARGIN * (north - south)
    if not (south - high <= extent[1] and extent[3] <= north + high):
        return False
    if west > east:  # an area across the antimeridian
        return extent[0] >= west - wide or extent[2] <= east + wide
    return west - wide <= extent[0] and extent[2] <= east + wide


def _meets(area: Extent | None, extent: Extent | None) -> bool:
    """Whether some of the extent lies in the area; yes where either is not known."""
    if extent is None or area is None:
        return True
    west, south, east, north = area
    wide, high = MARGIN * ((east - west) % 360 or 360), MARGIN * (north - south)
    if extent[3] < south - high or extent[1] > north + high:
        return False
    if west > east:  # an area across the antimeridian
        return extent[2] >= west - wide or extent[0] <= east + wide
    return extent[2] >= west - wide and extent[0] <= east + wide


def _swap(extent: Extent) -> Extent:
    return extent[1], extent[0], extent[3], extent[2]


def _say(extent: Extent | None) -> str:
    return "no place" if extent is None else "{:.6g}, {:.6g} – {:.6g}, {:.6g}".format(*extent)
