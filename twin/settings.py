"""Django's settings: what the recorded instance and the environment say, in one place."""

import os
import sys
from importlib import import_module, util
from pathlib import Path

import dj_database_url

from twin.setup.instance import Instance


def env(name: str, default: str = "") -> str:
    """The environment's word on `name`."""
    return os.environ.get(name, default)


def wheel_library(package: str, pattern: str) -> str | None:
    """The shared library a wheel carries beside itself; its name has a hash, so it is looked up."""
    spec = util.find_spec(package)
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent.parent / f"{package}.libs"
    return next((str(path) for path in sorted(folder.glob(pattern))), None)


def initialise_gdal(but: tuple[str, ...]) -> None:
    """Have GDAL be initialised by the wheel that brings its data files, without what that also loads."""
    left_out = [name for name in but if name not in sys.modules]
    sys.modules.update(dict.fromkeys(left_out))  # type: ignore[arg-type]
    import_module("pyogrio")
    for name in left_out:
        del sys.modules[name]


BASE_DIR = Path(__file__).resolve().parent.parent
INSTANCE = Instance.read(BASE_DIR)

DEBUG = False
SECRET_KEY = INSTANCE.secret("secret_key")
PERSON_KEY = env("TWIN_PERSON_KEY") or INSTANCE.secret("person_key")
ALLOWED_HOSTS = [INSTANCE.host, "localhost", "127.0.0.1", "[::1]", *env("TWIN_ALLOWED_HOSTS").split()]
if INSTANCE.host in ("0.0.0.0", "::"):
    ALLOWED_HOSTS = ["*"]
CSRF_TRUSTED_ORIGINS = env("TWIN_ORIGINS").split()
USE_X_FORWARDED_HOST = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True

ROOT_URLCONF = "twin.urls"
WSGI_APPLICATION = "twin.wsgi.application"
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.gis",
    "django.contrib.postgres",
    "rest_framework",
    "procrastinate.contrib.django",
    "twin",
    "tiles",
]
MIDDLEWARE = [
    "twin.doorway.counting.count",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "twin.doorway.bearing.bear",
    "django.contrib.messages.middleware.MessageMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
APPEND_SLASH = False

if env("DATABASE_URL"):
    DATABASE = dj_database_url.parse(env("DATABASE_URL"), engine="django.contrib.gis.db.backends.postgis")
else:
    DATABASE = {
        "ENGINE": "django.contrib.gis.db.backends.postgis",
        "NAME": "twin",
        "USER": "twin",
        "HOST": INSTANCE.socket_dir,
        "PORT": INSTANCE.db_port,
    }
TWIN_SERVED = bool(env("TWIN_POOL"))
# Tables in GDAL's hands are 30 MB of each process that serves.
initialise_gdal(but=("geopandas", "pandas", "pyarrow") if TWIN_SERVED else ())
DATABASE["CONN_HEALTH_CHECKS"] = True
DATABASE["OPTIONS"] = {
    **DATABASE.get("OPTIONS", {}),
    "application_name": "twin",
    "pool": {"min_size": 1, "max_size": 4, "timeout": 10} if TWIN_SERVED else False,
    # A killed command's statement would go on to its end, holding its dataset. Statements that are told to go
    # by an index alone look so dear that PostgreSQL would compile each: a sixth of a second for every tile.
    "options": "-c client_connection_check_interval=1s -c jit=off",
}
DATABASES = {"default": DATABASE, "ledger": {**DATABASE, "TEST": {"MIRROR": "default"}}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

GDAL_LIBRARY_PATH = env("GDAL_LIBRARY_PATH") or wheel_library("pyogrio", "libgdal*")
GEOS_LIBRARY_PATH = env("GEOS_LIBRARY_PATH") or wheel_library("shapely", "libgeos_c*")

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "twin" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env("TWIN_TIME_ZONE", "Asia/Shanghai")

STATIC_URL = "/static/"
STATIC_ROOT = INSTANCE.data_dir / "static"
STATICFILES_DIRS = [folder for folder in [INSTANCE.data_dir / "web"] if folder.exists()]

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "twin.doorway.bearing.ByToken",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "EXCEPTION_HANDLER": "twin.doorway.problems.answer",
    "URL_FORMAT_OVERRIDE": None,
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        # They are counted instead: a crowd would fill the log.
        "served": {
            "()": "django.utils.log.CallbackFilter",
            "callback": lambda record: getattr(record, "status_code", 0) != 503,
        }
    },
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "django.request": {"level": "ERROR", "filters": ["served"]},
    },
}

TWIN_CRS = INSTANCE.crs
TWIN_HEIGHTS = INSTANCE.heights
TWIN_SAMPLES = Path(env("TWIN_SAMPLES") or BASE_DIR.parent / "shared" / "data")
TWIN_LOCAL_CRS = env("TWIN_LOCAL_CRS")
TWIN_TITLE = env("TWIN_TITLE")
TWIN_TILES = INSTANCE.data_dir / "tiles"
TWIN_TILE_CACHE = int(env("TWIN_TILE_CACHE", "4096")) * 2**20
TWIN_EXPORTS = INSTANCE.data_dir / "exports"
TWIN_EXPORT_SPACE = int(env("TWIN_EXPORT_SPACE", "10240")) * 2**20
TWIN_K = int(env("TWIN_K", "10"))
TWIN_BASEMAP = env("TWIN_BASEMAP")
TWIN_BASEMAP_ATTRIBUTION = env("TWIN_BASEMAP_ATTRIBUTION")

# A provider of sign-ons (OpenID Connect); without an issuer nothing of it is loaded.
TWIN_OIDC_ISSUER = env("TWIN_OIDC_ISSUER")
TWIN_OIDC_CLIENT_ID = env("TWIN_OIDC_CLIENT_ID")
TWIN_OIDC_CLIENT_SECRET = env("TWIN_OIDC_CLIENT_SECRET")
TWIN_OIDC_SCOPES = env("TWIN_OIDC_SCOPES", "openid profile")
TWIN_OIDC_CLAIM = env("TWIN_OIDC_CLAIM", "groups")
TWIN_OIDC_ADMIN = env("TWIN_OIDC_ADMIN")

# Whose `follow` is told, in the transaction that changes them, of which kinds rows or ties have changed.
TWIN_FOLLOWERS = ["twin.runner.following", "twin.stock.following"]
PROCRASTINATE_IMPORT_PATHS = [
    "twin.changes",
    "twin.ingest.uploads",
    "twin.ingest.recover",
    "twin.runner.jobs",
    "twin.api.spooling",
    *TWIN_FOLLOWERS,
]
TWIN_UPLOAD_LIMIT = 60 * 2**20
