"""The tile door's answers on how the map looks: its style, its font's glyphs and its signs."""

import re

import orjson
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from rest_framework.request import Request

from tiles.glyphs import NoSuchGlyphsError, read_range
from tiles.looks import LIGHT, LOOKS
from tiles.style import style
from tiles.views import pack, send
from twin.doorway.parameters import LANG, Parameter, choose
from twin.doorway.resource import Resource

SPRITE = re.compile(rf"({'|'.join(LOOKS)})(@2x)?\.(json|png)")
TYPES = {"json": "application/json", "png": "image/png"}
GLYPHS = "application/x-protobuf"
A_DAY, A_WEEK = 86_400, 604_800
THEME = Parameter(
    name="theme",
    about="The look of the map.",
    wants=" or ".join(f"“{id}”" for id in LOOKS),
    read=choose(*LOOKS),
    schema={"type": "string", "enum": list(LOOKS)},
    default=LIGHT.id,
)


class Style(Resource):
    """The style of all layers the viewer may see."""

    parameters = (LANG, THEME)

    def get(self, request: Request) -> HttpResponse:
        """The style in the language and the look asked for."""
        told = style(self.viewer, self.root, self.language, LOOKS[self.asked[THEME.name]])
        return send(request, orjson.dumps(told), "application/json")


@require_safe
def show_glyphs(request: HttpRequest, stack: str, span: str) -> HttpResponse:
    """A range of a font's glyphs, the same for everyone."""
    try:
        content = read_range(stack, span)
    except NoSuchGlyphsError as error:
        raise Http404(str(error)) from error
    return keep(pack(request, content, GLYPHS), A_WEEK)


@require_safe
def show_sprite(request: HttpRequest, name: str) -> HttpResponse:
    """A sheet of signs, or where on it each of them is."""
    asked = SPRITE.fullmatch(name)
    file = settings.INSTANCE.data_dir / "web/sprites" / name if asked else None
    if not asked or not file or not file.exists():
        raise Http404(f"There are no such signs; there are those of {', '.join(LOOKS)}, as .json and .png.")
    return keep(pack(request, file.read_bytes(), TYPES[asked[3]]), A_DAY)


def keep(response: HttpResponse, seconds: int) -> HttpResponse:
    """Let anyone keep what is the same for everyone."""
    response["Cache-Control"] = f"public, max-age={seconds}"
    response["Vary"] = "Accept-Encoding"
    response["Access-Control-Allow-Origin"] = "*"
    return response
