"""Settings: read from the environment, every one optional. `alongside doctor` says what is set.

ALONGSIDE_DATA       folder that holds everything to back up (database, key, files); ./var
ALONGSIDE_DATABASE   sqlite (default) or postgres://user:password@host:port/name
ALONGSIDE_HOSTS      names this server answers to, with commas; 127.0.0.1,localhost
ALONGSIDE_ADDRESS    the address people see, used in letters; http://127.0.0.1:8000
ALONGSIDE_SMTP       smtp://user:password@host:port or smtps://…; empty keeps letters in the outbox
ALONGSIDE_FROM       the sender of letters
ALONGSIDE_BOUNCES    where letters go that cannot be delivered, for `alongside bounce`; the sender
ALONGSIDE_SMS        what sends text messages: notify://KEY@api.notifications.service.gov.uk/TEMPLATE
                     or https://KEY@gateway/path#json (letters/README.md); empty: no texts anywhere
ALONGSIDE_COUNTRY    calling code of mobile numbers that are typed without one; 44
ALONGSIDE_REDIS      redis://host:port/0, between several web processes; else PostgreSQL does it
ALONGSIDE_DEMO       1 for the demo: sign-in codes can be read in the example organisation's outbox
ALONGSIDE_DEBUG      1 shows error pages to the reader: never on a real server
"""

import contextlib
import os
import re
import secrets
import sys
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
NOTIFY_KEY = re.compile(rf"({UUID.pattern})-({UUID.pattern})$")
"""The end of a key of GOV.UK Notify: the service and its secret."""


def _flag(name: str) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if value not in {"", "0", "1", "no", "yes"}:
        raise ImproperlyConfigured(f"{name} is {value!r}; it can be 1 or 0")
    return value in {"1", "yes"}


def _list(name: str, default: str) -> list[str]:
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def _folder(path: Path) -> Path:
    """Return the folder; it is made where it is missing."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise _no_data(path, problem) from problem
    return path


def _no_data(path: Path, problem: OSError) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"ALONGSIDE_DATA: {path} cannot be used: {problem.strerror}")


def _key(folder: Path) -> str:
    """Return the secret key kept in the data folder; make it the first time, for this user only."""
    path, draft = folder / "secret-key", folder / f".secret-key.{os.getpid()}"
    try:
        if not path.exists():
            draft.touch(0o600)
            draft.write_text(secrets.token_urlsafe(50))
            with contextlib.suppress(FileExistsError):  # somebody else made one at this moment
                os.link(draft, path)  # whole or not at all
            draft.unlink()
        return path.read_text().strip()
    except OSError as problem:
        raise _no_data(path, problem) from problem


def _parts(address: str, kinds: set[str]) -> SplitResult | None:
    """Return the parts of an address of one of these kinds; None when it is none."""
    try:
        parts = urlsplit(address)
        return parts if parts.scheme in kinds and (parts.port or 0) >= 0 else None
    except ValueError:
        return None


def _site(address: str) -> str:
    parts = _parts(address, {"http", "https"})
    if parts is None or not parts.hostname:
        raise ImproperlyConfigured(f"ALONGSIDE_ADDRESS is {address!r}; it starts with https://")
    return address


def _mail_server(address: str) -> str:
    parts = _parts(address, {"smtp", "smtps"})
    if address and (parts is None or not parts.hostname):
        raise ImproperlyConfigured(
            "ALONGSIDE_SMTP can be smtp://user:password@host:port or smtps://…"
        )
    return address


def _text_gateway(address: str) -> str:
    """Return the address of what sends texts, with the key in it. No sentence repeats the key."""
    parts = _parts(address, {"https", "http", "notify"})
    if not address:
        return ""
    if parts is None or not parts.hostname or not (parts.username or parts.password):
        raise ImproperlyConfigured(
            "ALONGSIDE_SMS can be https://KEY@gateway/path#json, the same with #form, or "
            "notify://KEY@api.notifications.service.gov.uk/TEMPLATE"
        )
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise ImproperlyConfigured("ALONGSIDE_SMS starts with https://, or others could read it")
    how = parts.fragment.partition("&")[0]
    if parts.scheme != "notify" and how not in {"", "json", "form"}:
        raise ImproperlyConfigured("ALONGSIDE_SMS has #json or #form after the address")
    if parts.scheme == "notify" and not (
        NOTIFY_KEY.search(unquote(parts.username or "")) and UUID.fullmatch(parts.path.strip("/"))
    ):
        raise ImproperlyConfigured(
            "ALONGSIDE_SMS: a key of GOV.UK Notify ends with two ids, and after the address stands "
            "the id of the template, like notify://KEY@api.notifications.service.gov.uk/TEMPLATE"
        )
    return address


def _country(code: str) -> str:
    code = code.strip().removeprefix("+")
    if not (code.isascii() and code.isdecimal() and len(code) <= 3 and code[0] != "0"):
        raise ImproperlyConfigured("ALONGSIDE_COUNTRY is a calling code, like 44 or 353")
    return code


def _database(address: str, folder: Path) -> dict[str, object]:
    """Return Django's description of the database at `address`."""
    if address == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": folder / "alongside.sqlite3",
            "CONN_MAX_AGE": 60,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
                "PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON;",
            },
        }
    parts = _parts(address, {"postgres", "postgresql"})
    if parts is None or not parts.path.strip("/"):
        raise ImproperlyConfigured(
            "ALONGSIDE_DATABASE can be sqlite or postgres://user:password@host:port/name"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.strip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 5},
    }


DATA = Path(os.environ.get("ALONGSIDE_DATA", "var")).resolve()
DEBUG = _flag("ALONGSIDE_DEBUG")
DEMO = _flag("ALONGSIDE_DEMO")
ADDRESS = _site(os.environ.get("ALONGSIDE_ADDRESS", "http://127.0.0.1:8000").rstrip("/"))
ALLOWED_HOSTS = _list("ALONGSIDE_HOSTS", f"127.0.0.1,localhost,{urlsplit(ADDRESS).hostname or ''}")
SECRET_KEY = _key(_folder(DATA))
DATABASES = {"default": _database(os.environ.get("ALONGSIDE_DATABASE", "sqlite"), DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

NOUNS = [
    "alongside.home",
    "alongside.reports",
    "alongside.learning",
    "alongside.assessments",
    "alongside.boards",
    "alongside.burden",
    "alongside.cards",
    "alongside.charters",
    "alongside.draws",
    "alongside.feedback",
    "alongside.journeys",
    "alongside.ladder",
    "alongside.representation",
    "alongside.visions",
    "alongside.influence",
    "alongside.passports",
    "alongside.involvement",
    "alongside.insight",
    "alongside.live",
    "alongside.gatherings",
    "alongside.walls",
    "alongside.asks",
    "alongside.library",
    "alongside.projects",
    "alongside.letters",
    "alongside.files",
    "alongside.people",
    "alongside.web",
]
INSTALLED_APPS = [
    *NOUNS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
MIDDLEWARE = [
    "alongside.web.middleware.LogLine",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "alongside.web.middleware.Untold",
    "alongside.web.middleware.Refused",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pages weigh a quarter of it on a phone that pays for its data. Their length says nothing: a
    # random number of bytes is added, and the token of a form is different each time.
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "alongside.web.middleware.Private",
    "django.middleware.common.CommonMiddleware",
    "alongside.web.middleware.FromHere",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "alongside.web.middleware.NotThisWay",
    "allauth.account.middleware.AccountMiddleware",
    "alongside.people.middleware.SignIn",
    "alongside.web.middleware.NoZeroByte",
]
ROOT_URLCONF = "alongside.urls"
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
            "builtins": ["alongside.web.templatetags.web"],
        },
    }
]

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["alongside.people.accounts.ByPassword"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_REDIRECT_URL = "home:start"
LOGIN_URL = "account_request_login_code"
ACCOUNT_ADAPTER = "alongside.people.accounts.Accounts"
ACCOUNT_FORMS = {
    "login": "alongside.people.account_forms.PasswordForm",
    "request_login_code": "alongside.people.account_forms.CodeForm",
    "confirm_login_code": "alongside.people.account_forms.EnterCodeForm",
    "reset_password": "alongside.people.account_forms.ForgottenForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGOUT_REDIRECT_URL = "home:front"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = True
MFA_ADAPTER = "alongside.people.accounts.SecondStep"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_TOTP_TOLERANCE = 1  # half a minute before and after: people type slowly, clocks differ

LETTERS_FROM = os.environ.get("ALONGSIDE_FROM", "Alongside <alongside@localhost>")
LETTERS_BOUNCES = os.environ.get("ALONGSIDE_BOUNCES", "")
LETTERS_SMTP = _mail_server(os.environ.get("ALONGSIDE_SMTP", ""))
# The demo sends nothing, so it offers no texts.
LETTERS_SMS = "" if DEMO else _text_gateway(os.environ.get("ALONGSIDE_SMS", ""))
PHONES_COUNTRY = _country(os.environ.get("ALONGSIDE_COUNTRY", "") or "44")
REDIS = os.environ.get("ALONGSIDE_REDIS", "")
DEFAULT_FROM_EMAIL = LETTERS_FROM
MAILERS = {"default": {"BACKEND": "alongside.letters.backend.LetterBackend"}}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
FORMAT_MODULE_PATH = "alongside.web.formats"

STATIC_URL = "static/"
STATIC_ROOT = _folder(DATA / "static")  # made anew at every start
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "alongside.web.storage.Hashed"},
}
MEDIA_ROOT = DATA / "files"
MOST_OF_A_REQUEST = 30 * 1024 * 1024  # in bytes; pages that take a file have limits of their own
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# Everything comes from here: no script, style, font or picture of anybody else, and none inline.
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "manifest-src": [CSP.SELF],
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ADDRESS[:5] == "https" else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ADDRESS.startswith("https://")
SECURE_HSTS_SECONDS = 31_536_000 if ADDRESS.startswith("https://") else 0
CSRF_TRUSTED_ORIGINS = [ADDRESS]
CSRF_FAILURE_VIEW = "alongside.web.views.form_expired"
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "alongside.web.mishaps.Line",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {
        "out": {"class": "logging.StreamHandler", "stream": sys.stderr, "formatter": "line"}
    },
    "root": {"handlers": ["out"], "level": "INFO"},
    # Django's own lines hold addresses; alongside.web.middleware writes ours instead.
    "loggers": {"django.request": {"level": "CRITICAL"}, "django.security": {"level": "ERROR"}},
}
