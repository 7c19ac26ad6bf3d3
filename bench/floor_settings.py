"""The app's own settings, with the two pages of the floor instead of the app's."""

from backhealth.settings import *  # noqa: F403 — all its settings apply here too

ROOT_URLCONF = "bench.floor"
INSTALLED_APPS = [
    "accounts",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
# allauth's backend needs its app and middleware; Django's finds a person in the same way.
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
# Django's own ways to read a session and its person. The app's own are shorter (accounts); the
# floor stays what it was, so that the ratios of two releases can be compared.
SESSION_ENGINE = "bench.floor_sessions"
