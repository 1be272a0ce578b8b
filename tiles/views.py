"""The tile door's answers: tiles, TileJSON and style, each through the gate."""

from collections.abc import Callable
from functools import wraps
from hashlib import blake2b

import orjson
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from isal import igzip

from spatial.text import choose_language
from spatial.tile_matrix import NoSuchTileError, Tile
from tiles.asking import Asked
from tiles.questions import accept, ask
from tiles.sealing import recognise, seal, takes_gzip
from tiles.serving import serve
from tiles.tileset import tilejson, versions
from twin import access
from twin.doorway.bearing import viewer_of
from twin.doorway.parameters import read
from twin.doorway.problems import answer

View = Callable[..., HttpResponse]


def refusing(view: View) -> View:
    """The view, with what it raises told as a problem document."""

    @wraps(view)
    def refuse(request: HttpRequest, **parts: object) -> HttpResponse:
        try:
            return view(request, **parts)
        except Exception as error:
            told = answer(error, {})
            if told is None:
                raise
            return told

    return require_safe(refuse)


@refusing
def show_tile(request: HttpRequest, layers: str, z: int, x: int, y: int) -> HttpResponse:
    """One tile of a layer, or of several with commas between; 204 where it holds nothing."""
    try:
        tile = Tile(z, x, y)
    except NoSuchTileError as error:
        raise Http404(str(error)) from error
    viewer = viewer_of(request)
    found, state = access.recall(viewer, split(layers))
    if not request.META["QUERY_STRING"] or request.GET.keys() == {"v"}:
        return serve(request, Asked(viewer, found), state, tile)
    given = read(request.GET, accept(viewer, found))
    return serve(request, ask(viewer, found, given), state, tile)


@refusing
def show_tilejson(request: HttpRequest, layers: str) -> HttpResponse:
    """The TileJSON of a layer, or of several with commas between."""
    viewer = viewer_of(request)
    found = [access.layer(viewer, id) for id in split(layers)]
    told = tilejson(viewer, found, root_of(request), language_of(request))
    return send(request, orjson.dumps(told), "application/json")


@refusing
def show_versions(request: HttpRequest) -> HttpResponse:
    """The version of every layer the viewer may see, by which a map knows which tiles are old."""
    told = versions(viewer_of(request))
    return send(request, orjson.dumps(told), "application/json")


def split(layers: str) -> list[str]:
    """The ids of layers, each once: no two layers of a tile may have one name (MVT 2.1 §4.1)."""
    return list(dict.fromkeys(layers.split(",")))


def root_of(request: HttpRequest) -> str:
    """The server's address as the client sees it."""
    return f"{request.scheme}://{request.get_host()}"


def language_of(request: HttpRequest) -> str:
    """The language asked for by `lang`, else the browser's."""
    return choose_language(request.GET.get("lang"), get_language())


def send(request: HttpRequest, content: bytes, type: str) -> HttpResponse:
    """The content for whoever asks, who may see it."""
    return seal(request, pack(request, content, type))


def pack(request: HttpRequest, content: bytes, type: str) -> HttpResponse:
    """The content with its entity tag, gzipped where the client takes that."""
    response = HttpResponse(content, content_type=type)
    response["ETag"] = f'W/"{blake2b(content, digest_size=12).hexdigest()}"'
    response = recognise(request, response)
    if response.content and takes_gzip(request):
        response.content = igzip.compress(content, 1, mtime=0)
        response["Content-Encoding"] = "gzip"
    return response
