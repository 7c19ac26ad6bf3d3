"""One settings file, safe by default; what differs between places comes from the environment."""

import os
from pathlib import Path

import dj_database_url
import django.forms
from django.utils.translation import gettext_lazy as _

from backhealth.environment import ROOT, Environment
from backhealth.release import release

ENVIRONMENT = Environment.read()
DATA = ENVIRONMENT.BACKHEALTH_DATA
RELEASE = release(ROOT)

SECRET_KEY = ENVIRONMENT.secret_key()
DEBUG = ENVIRONMENT.BACKHEALTH_DEBUG
ALLOWED_HOSTS = ENVIRONMENT.hosts
CSRF_TRUSTED_ORIGINS = ENVIRONMENT.origins
# Where the app lies on its host (docs/decisions/0059); "" rather than None, so that no header of a
# request decides it.
FORCE_SCRIPT_NAME = ENVIRONMENT.prefix
ROOT_URLCONF = "backhealth.urls"
WSGI_APPLICATION = "backhealth.wsgi.application"

INSTALLED_APPS = [
    "accounts",
    "exercises",
    "learn",
    "routines",
    "builder",
    "history",
    "exchange",
    "reminders",
    "upkeep",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "template_partials",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "backhealth.each_request.each_request",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "backhealth.middleware.content_security_policy",
    "exchange.api.door.api_door",
    "backhealth.middleware.one_address",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "backhealth.outages.quick_refusal",
    "backhealth.refusals.refuse_nonsense",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "accounts.middleware.SignedIn",
    "backhealth.middleware.hidden_admin",
    "backhealth.middleware.whose_page",
    "django_htmx.middleware.HtmxMiddleware",
    "backhealth.middleware.htmx_redirects",
    "backhealth.middleware.PrivateByDefault",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "backhealth.http.place",
                "backhealth.http.public_address",
            ],
            "libraries": {"kept": "backhealth.kept"},
        },
    },
    {
        # The exercises of a session and of a routine: see docs/decisions/0021.
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "compiled",
        "DIRS": [ROOT / "templates"],
        "OPTIONS": {"environment": "builder.compiled.environment"},
    },
    {
        # Forms: ours, and Django's own for Jinja (backhealth.forms).
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "forms",
        "DIRS": [
            ROOT / "templates" / "compiled",
            Path(django.forms.__file__).parent / "jinja2",
            ROOT / "templates",
        ],
    },
]

FORM_RENDERER = "backhealth.forms.Renderer"

# --- data ---------------------------------------------------------------------------------------

DATABASES = {
    "default": dj_database_url.parse(
        ENVIRONMENT.DATABASE_URL or f"sqlite:///{DATA / 'backhealth.sqlite3'}"
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE: a writer takes its lock at BEGIN and waits for it, so that two phones at once
    # don't fail. 20 s, because 5 were too few for eight writers on a busy machine.
    # FULL: an acknowledged write is on the disk, even after a power cut (docs/decisions/0014).
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        **DATABASES["default"].get("OPTIONS", {}),
    }
    # Opening a connection costs more than the queries of most pages.
    DATABASES["default"]["CONN_MAX_AGE"] = 600
    # A file per run, because tests with threads need several connections.
    DATABASES["default"]["TEST"] = {"NAME": DATA / f"test-{os.getpid()}.sqlite3"}
else:
    from backhealth.patience import PatientConnection

    if ENVIRONMENT.DATABASE_PASSWORD:
        DATABASES["default"]["PASSWORD"] = ENVIRONMENT.DATABASE_PASSWORD
    # Options in the address itself, such as ?sslmode=require, are kept.
    options = DATABASES["default"].setdefault("OPTIONS", {})
    DATABASES["default"]["TEST"] = {"NAME": f"test_{os.getpid()}"}
    # False behind a pooler that hands a connection on after each transaction: what is read row by
    # row would be elsewhere at the next row (docs/scaling.md).
    row_by_row = options.pop("server_side_cursors", True)
    DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = not row_by_row
    # 5 s for a connection, less than a device waits for an answer. Connections that were lost are
    # not tried for: the next request that needs one does.
    pool: dict[str, object] = {"min_size": 1, "max_size": 8, "timeout": 5, "reconnect_timeout": 1}
    options.setdefault("pool", {**pool, "connection_class": PatientConnection})
    # A machine that vanishes says nothing: without these a thread would wait for it for a quarter
    # of an hour. Milliseconds for what was sent, seconds for the rest.
    gone = {"connect_timeout": 5, "tcp_user_timeout": 10_000}
    silent = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 2}
    for name, most in {**gone, **silent}.items():
        options.setdefault(name, most)

PAGES_ARE_KEPT = "dummy.DummyCache" if DEBUG else "locmem.LocMemCache"
CACHES = {
    "default": {
        # Shared by the workers: allauth counts its limits on password pages in it. Beyond
        # MAX_ENTRIES it drops entries, and limits with them.
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    "pages": {
        # Public pages and parts of pages, in each worker's own memory (docs/decisions/0022). The
        # least recently used are dropped. A page takes up to 16 KB, an exercise's card 1 KB.
        # In DEBUG nothing is kept, as templates change.
        "BACKEND": f"django.core.cache.backends.{PAGES_ARE_KEPT}",
        "LOCATION": "pages",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 600},
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- people -------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "routines:today"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
# Replaced by our own limits (accounts.entrance): a stranger could use these up for others.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": None,
    "reset_password": None,
    "change_password": None,
}
MFA_ADAPTER = "accounts.factors.adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_TOTP_ISSUER = "backhealth"
# A guest is signed in, and may log in to an account (accounts.log_in).
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "routines:landing"
SESSION_ENGINE = "accounts.sessions"
# A year from the last finished session on: a guest's cookie is the only key to the log.
SESSION_COOKIE_AGE = 365 * 24 * 60 * 60
# Always on: a person who forgot to tick a box would be logged out between two sets.
ACCOUNT_SESSION_REMEMBER = True

EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
if ENVIRONMENT.BACKHEALTH_SMTP_HOST:
    EMAIL_BACKEND = "backhealth.mail_server.EmailBackend"
    EMAIL_HOST = ENVIRONMENT.BACKHEALTH_SMTP_HOST
    EMAIL_PORT = ENVIRONMENT.BACKHEALTH_SMTP_PORT
    EMAIL_HOST_USER = ENVIRONMENT.BACKHEALTH_SMTP_USER
    EMAIL_HOST_PASSWORD = ENVIRONMENT.BACKHEALTH_SMTP_PASSWORD
    # To a server on this machine nobody is on the way, and it has no certificate for "localhost".
    EMAIL_USE_TLS = EMAIL_PORT != 465 and not ENVIRONMENT.mail_stays_here
    EMAIL_USE_SSL = EMAIL_PORT == 465
# A mail server that hangs must not keep a log-in waiting for ever.
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = ENVIRONMENT.BACKHEALTH_MAIL_FROM

# --- safety -------------------------------------------------------------------------------------

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.https
SESSION_COOKIE_NAME = ENVIRONMENT.named("sessionid")
CSRF_COOKIE_NAME = ENVIRONMENT.named("csrftoken")
LANGUAGE_COOKIE_NAME = ENVIRONMENT.named("django_language")
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = LANGUAGE_COOKIE_PATH = f"{ENVIRONMENT.prefix}/"
MESSAGE_STORAGE = "backhealth.message_cookie.Storage"
SECURE_SSL_REDIRECT = ENVIRONMENT.https
SECURE_SSL_HOST = ENVIRONMENT.origin.partition("://")[2]
# What machines ask for, below the app's path; Django leaves out the first slash.
SECURE_REDIRECT_EXEMPT = [rf"^{f'{ENVIRONMENT.prefix}/'[1:]}(healthz|readyz|metrics)$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if ENVIRONMENT.https else 0
# Below a path the host is not the app's alone, and its subdomains even less.
SECURE_HSTS_INCLUDE_SUBDOMAINS = ENVIRONMENT.https and not ENVIRONMENT.prefix
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if ENVIRONMENT.BACKHEALTH_BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# The owner of the domain decides about the browsers' preload list, and about its subdomains.
SILENCED_SYSTEM_CHECKS = ["security.W021", *(["security.W005"] if ENVIRONMENT.prefix else [])]

# --- words, files, logs ---------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [ROOT / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = f"{ENVIRONMENT.prefix}/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [ROOT / "static"]
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
STORAGES = {
    "staticfiles": {"BACKEND": "backhealth.static_files.Storage"},
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "backhealth.logs.formatter", "kind": ENVIRONMENT.BACKHEALTH_LOGS},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # A line for each request is for machines; a terminal gets the slow ones alone.
        "backhealth.each_request": {
            "level": "INFO" if ENVIRONMENT.BACKHEALTH_LOGS == "json" else "WARNING"
        },
        "upkeep": {"level": "INFO"},
    },
}
