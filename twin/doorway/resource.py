"""What every view of the REST door does the same: read parameters, ask as the viewer, seal the answer."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote, urlencode

import orjson
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from rest_framework.request import Request
from rest_framework.views import APIView

from spatial.errors import RefusedError
from spatial.text import Text, choose_language
from twin.access.tokens import READ
from twin.doorway.bearing import bearer_of, is_known, viewer_of
from twin.doorway.languages import remember
from twin.doorway.parameters import JSON_ONLY, LANG, Parameter, read

JSON = "application/json"
GEOJSON = "application/geo+json"
HTML = "text/html"
NO_QUERY: Mapping[str, Any] = {}


class Resource(APIView):
    """A thing at an address; subclasses answer with `get` and name the `parameters` they take.

    `asks_by` are the methods besides by which nothing of the twin is changed, so that a token may use them.
    """

    http_method_names = ["get", "head", "options"]
    parameters: tuple[Parameter, ...] = (JSON_ONLY, LANG)
    asks_by: tuple[str, ...] = ()
    signed_in = True

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.signed_in = is_known(request)
        self.viewer = viewer_of(request)
        self.admit_bearer(request)
        self.root = f"{request.scheme}://{request.get_host()}"
        self.asked = read(self.given(), self.accepted(**kwargs))
        self.language = choose_language(self.asked.get(LANG.name), get_language())

    def admit_bearer(self, request: Request) -> None:
        """See that a token that is shown is for what is asked; all tokens read, none changes anything."""
        bearer, reads = bearer_of(request), {"GET", "HEAD", "OPTIONS", *self.asks_by}
        if bearer and not (READ in bearer.scopes and request.method in reads):
            raise PermissionDenied("A token is for reading; sign in at /login/ to change something.")

    def given(self) -> QueryDict:
        """The query as it is read."""
        query: QueryDict = self.request.query_params
        return query

    def accepted(self, **kwargs: Any) -> Iterable[Parameter]:
        """The parameters taken here; `kwargs` are the parts of the address."""
        return self.parameters

    def perform_content_negotiation(self, request: Request, force: bool = False) -> tuple[None, str]:
        """Each resource has the forms it has: an Accept header it cannot meet is no reason to refuse."""
        return None, JSON

    def wants_html(self) -> bool:
        """Whether HTML is asked for by `f`, else by name in Accept."""
        form = self.asked["f"]
        return (form or self.request.get_preferred_type([JSON, HTML])) in ("html", HTML)

    def sent(self, name: str) -> str:
        """The words of that name in the body, none where it has none of it.

        Raises RefusedError for a body without names, and for half a character, which JSON can escape.
        """
        body = self.request.data
        if not isinstance(body, Mapping):
            raise RefusedError("Send a form, or a JSON object with the names of a form.")
        given = body.get(name)
        words = "" if given is None else str(given)
        try:
            words.encode()
        except UnicodeEncodeError:
            raise RefusedError(f"“{name}” holds half a character; send whole ones.") from None
        return words

    def send(self, body: Any, media_type: str = JSON) -> HttpResponse:
        """The body as JSON of that type."""
        return HttpResponse(orjson.dumps(body), content_type=media_type)

    def render(self, template: str, words: Mapping[str, Text], content: dict[str, Any]) -> HttpResponse:
        """The content as a page in the viewer's language; one chosen here is kept for the other pages."""
        told = {name: text.in_(self.language) for name, text in words.items()}
        page = render(self.request, template, {**content, "words": told, "language": self.language})
        return remember(page, self.language) if self.asked[LANG.name] else page

    def link(
        self,
        path: str,
        rel: str,
        media_type: str = JSON,
        title: str = "",
        query: Mapping[str, Any] = NO_QUERY,
    ) -> dict[str, str]:
        """A link to a path below the server's root."""
        href = f"{self.root}{path}{'?' if query else ''}{urlencode(query)}"
        return {"href": href, "rel": rel, "type": media_type, **({"title": title} if title else {})}

    def link_self(self, media_type: str = JSON) -> dict[str, str]:
        """The link to what was asked for."""
        return self.link(self.request.get_full_path(), "self", media_type)

    def link_forms(self, media_type: str = JSON) -> list[dict[str, str]]:
        """The links to what was asked for and to the page of it (OGC 17-069r4 §7.2, `alternate`)."""
        query = {**self.request.query_params.dict(), "f": "html"}
        return [
            self.link_self(media_type),
            self.link(quote(self.request.path), "alternate", HTML, query=query),
        ]

    def options(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        """What a browser asks before it asks (Fetch standard, CORS preflight)."""
        response = HttpResponse(status=204)
        response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
        response["Access-Control-Allow-Headers"] = "Accept, Accept-Language, Authorization"
        response["Access-Control-Max-Age"] = "86400"
        return response

    def finalize_response(
        self, request: Request, response: HttpResponseBase, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """Any site may read what anyone may see; what a signed-in viewer sees is kept by no shared cache.

        Browsers give nothing asked with credentials to other sites where the origin is `*`.
        """
        sealed = super().finalize_response(request, response, *args, **kwargs)
        sealed.setdefault("Cache-Control", "private, no-cache" if self.signed_in else "public, no-cache")
        sealed.setdefault("Access-Control-Allow-Origin", "*")
        patch_vary_headers(sealed, ["Accept", "Accept-Language", "Cookie", "Authorization"])
        return sealed
