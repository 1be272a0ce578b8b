"""Signing in and out, for people in a browser."""

from typing import Any

from django.conf import settings
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from spatial.text import Text, choose_language
from twin.door import Door

WORDS = {
    "sign_in": Text("登录", "Sign in"),
    "sign_out": Text("退出登录", "Sign out"),
    "name": Text("用户名", "User name"),
    "password": Text("密码", "Password"),
    "wrong": Text("用户名或密码不正确。", "The user name or the password is not right."),
    "elsewhere": Text("统一身份认证登录", "Sign in with single sign-on"),
    "elsewhere_failed": Text(
        "统一身份认证未成功，请重试，或联系管理员。",
        "The single sign-on did not work; try again, or ask an administrator.",
    ),
    "why": Text(
        "公开数据无需登录；登录后可见您的权限所及的图层与属性。",
        "Public data needs no account; signed in, you see the layers and fields your group may see.",
    ),
    "signed_in_as": Text("当前用户：", "Signed in as "),
    "map": Text("返回地图", "Back to the map"),
}


def words_of(request: HttpRequest) -> dict[str, Any]:
    """The page's language and words."""
    language = choose_language(request.GET.get("lang"), get_language())
    words = {name: text.in_(language) for name, text in WORDS.items()}
    return {"language": language, "words": words, "elsewhere": bool(settings.TWIN_OIDC_ISSUER)}


class SignIn(LoginView):
    """`/login/`."""

    template_name = "login.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), **words_of(self.request)}


@method_decorator(never_cache, name="dispatch")
class SignOut(LogoutView):
    """`/logout/`: a link to it asks once more, because only a POST may sign anyone out."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The question."""
        return TemplateResponse(request, "logout.html", words_of(request))


def routes() -> list[Any]:
    """The URL patterns."""
    return [path("login/", SignIn.as_view()), path("logout/", SignOut.as_view())]


def paths() -> dict[str, Any]:
    """The OpenAPI path items: none, the pages are for people."""
    return {}


DOOR = Door(id="accounts", title=Text("账户", "Accounts"), routes=routes, paths=paths)
