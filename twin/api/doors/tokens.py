"""The page of API tokens: people list, make and revoke their own; administrators see and revoke all."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.views import View
from django.views.decorators.cache import never_cache

from spatial.errors import RefusedError, UnknownEntryError
from spatial.text import Text, choose_language
from twin.access.tokens import LONGEST, LONGEST_TITLE, USUAL, holdings, make, revoke, tell, tokens_of
from twin.door import Door, Link
from twin.doorway.resource import HTML

WORDS = {
    "title": Text("API 令牌", "API tokens"),
    "about": Text(
        "程序凭令牌以您的身份读取数据，范围不超过您当前的权限。请求头：",
        "With a token a program reads in your name, and never more than you may see now. Its header:",
    ),
    "shown_once": Text(
        "这是新令牌，仅显示这一次，请立即妥善保存：",
        "This is the new token. It is shown this once; keep it in a safe place now:",
    ),
    "make": Text("新建令牌", "Make a token"),
    "what_for": Text("用途", "What it is for"),
    "groups": Text("可用的权限", "What it may see"),
    "open": Text("公开数据", "what everybody sees"),
    "days": Text("有效天数", "Days it is valid"),
    "name": Text("用途", "For"),
    "owner": Text("账户", "Account"),
    "scopes": Text("范围", "Scope"),
    "made": Text("创建", "Made"),
    "expires": Text("到期", "Expires"),
    "used": Text("最近使用", "Last used"),
    "never": Text("从未", "never"),
    "revoke": Text("撤销", "Revoke"),
    "revoked": Text("已撤销", "revoked"),
    "expired": Text("已失效", "no longer valid"),
    "none": Text("尚无令牌。", "There are no tokens yet."),
    "map": Text("返回地图", "Back to the map"),
}


@method_decorator([never_cache, login_required], name="dispatch")
class Tokens(View):
    """`/tokens`, for who has signed in: no token leads here, so that none makes another."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The tokens, and a form for a new one."""
        return self.show(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Make one, which is shown in this answer alone, or revoke one."""
        if "revoke" in request.POST:
            return self.revoke(request)
        try:
            _, secret = make(
                request.user,
                request.POST.get("title", ""),
                request.POST.getlist("group"),
                read_days(request.POST.get("days", "")),
            )
        except RefusedError as refusal:
            return self.show(request, wrong=str(refusal), status=400)
        return self.show(request, secret=secret)

    def revoke(self, request: HttpRequest) -> HttpResponse:
        """Revoke the token that is named and lead back to the list."""
        number = request.POST["revoke"]
        try:
            if not (number.isdecimal() and len(number) <= 18):
                raise UnknownEntryError("That is no token of yours.")
            revoke(tokens_of(request.user), int(number))
        except UnknownEntryError as refusal:
            return self.show(request, wrong=str(refusal), status=404)
        return redirect("/tokens")

    def show(self, request: HttpRequest, status: int = 200, **more: str) -> HttpResponse:
        """The page."""
        language = choose_language(request.GET.get("lang"), get_language())
        content = {
            "words": {name: text.in_(language) for name, text in WORDS.items()},
            "language": language,
            "tokens": tell(tokens_of(request.user)),
            "groups": holdings(request.user),
            "usual": USUAL,
            "longest": LONGEST,
            "longest_title": LONGEST_TITLE,
            **more,
        }
        return render(request, "tokens.html", content, status=status)


def read_days(text: str) -> int:
    """Days as they are sent by the form."""
    if not (text.isdecimal() and len(text) <= 6):
        raise RefusedError(f"Give the days that the token is valid, 1 to {LONGEST}.")
    return int(text)


def routes() -> list[Any]:
    """The URL patterns."""
    return [path("tokens", Tokens.as_view())]


def paths() -> dict[str, Any]:
    """The OpenAPI path items: none, the page is for people."""
    return {}


DOOR = Door(
    id="tokens",
    title=WORDS["title"],
    routes=routes,
    paths=paths,
    links=(Link(href="/tokens", rel="related", type=HTML, title=WORDS["title"], staff=True),),
)
