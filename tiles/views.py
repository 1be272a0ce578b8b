"""The tile door's answers: tiles, TileJSON and style, each through the gate."""

from hashlib import blake2b
from typing import Any

import orjson
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from isal import igzip

from spatial.errors import UnknownEntryError
from spatial.text import choose_language
from tiles.mvt import NoSuchTileError, Tile, draw
from tiles.style import style
from tiles.tileset import MVT, tilejson
from twin import access
from twin.layer import Layer


@require_safe
def show_tile(request: HttpRequest, layer: str, z: int, x: int, y: int) -> HttpResponse:
    """One tile of a layer, or of several with commas between; 204 where it holds nothing."""
    try:
        tile = Tile(z, x, y)
    except NoSuchTileError as error:
        raise Http404(str(error)) from error
    viewer = access.viewer(request.user)
    content = b"".join(draw(viewer, find(viewer, id), tile) for id in layer.split(","))
    return send(request, content, MVT) if content else seal(request, HttpResponse(status=204))


@require_safe
def show_tilejson(request: HttpRequest, layer: str) -> HttpResponse:
    """The TileJSON of a layer, or of several with commas between."""
    viewer = access.viewer(request.user)
    layers = [find(viewer, id) for id in layer.split(",")]
    told = tilejson(viewer, layers, root_of(request), language_of(request))
    return send(request, orjson.dumps(told), "application/json")


@require_safe
def show_style(request: HttpRequest) -> HttpResponse:
    """The style of all layers the viewer may see."""
    told = style(access.viewer(request.user), root_of(request), language_of(request))
    return send(request, orjson.dumps(told), "application/json")


def find(viewer: access.Viewer, id: str) -> Layer:
    """The layer asked for, or 404."""
    try:
        return access.layer(viewer, id)
    except UnknownEntryError as error:
        raise Http404(str(error)) from error


def root_of(request: HttpRequest) -> str:
    """The server's address as the client sees it."""
    return f"{request.scheme}://{request.get_host()}"


def language_of(request: HttpRequest) -> str:
    """The language asked for by `lang`, else the browser's."""
    return choose_language(request.GET.get("lang"), get_language())


def send(request: HttpRequest, content: bytes, type: str) -> HttpResponse:
    """The content with its entity tag, gzipped where the client takes that."""
    response = HttpResponse(content, content_type=type)
    response["ETag"] = f'W/"{blake2b(content, digest_size=12).hexdigest()}"'
    known: Any = get_conditional_response(request, etag=response["ETag"], response=response)
    if known is response and "gzip" in request.headers.get("Accept-Encoding", ""):
        response.content = igzip.compress(content, 1)
        response["Content-Encoding"] = "gzip"
    return seal(request, known)


def seal(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Say who may keep the answer: a signed-in viewer's is nobody else's."""
    response["Cache-Control"] = "private, no-cache" if request.user.is_authenticated else "public, no-cache"
    response["Vary"] = "Cookie, Authorization, Accept-Encoding, Accept-Language"
    if not request.user.is_authenticated:
        response["Access-Control-Allow-Origin"] = "*"
    return response
