from allauth.account import views as account
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView

from accounts.log_in import LogIn
from accounts.passwords import AskForLink, ChangePassword, SetPassword
from backhealth.http import healthz
from backhealth.worker import manifest, offline, worker
from upkeep.probes import metrics, readyz

to_claim = login_not_required(require_safe(RedirectView.as_view(pattern_name="accounts:claim")))

handler400 = "backhealth.refusals.bad_request"
handler500 = "backhealth.outages.failed"

urlpatterns = [
    # Django tries them in turn. Pages that are kept in memory would spend a third of their time on
    # those of other apps.
    path("exercises/", include("exercises.urls")),
    path("", include("learn.urls")),
    path("", include("routines.urls")),
    path("", include("builder.urls")),
    path("", include("history.urls")),
    path("", include("exchange.urls")),
    path("", include("reminders.urls")),
    path("", include("accounts.urls")),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("manifest.webmanifest", manifest, name="manifest"),
    path("sw.js", worker, name="worker"),
    path("offline/", offline, name="offline"),
    # Only the pages of allauth that this app has, under the names that allauth looks up.
    path("accounts/login/", LogIn.as_view(), name="account_login"),
    path("accounts/logout/", account.logout, name="account_logout"),
    path("accounts/signup/", to_claim, name="account_signup"),
    path("accounts/password/reset/", AskForLink.as_view(), name="account_reset_password"),
    path(
        "accounts/password/reset/sent/",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    re_path(
        r"^accounts/password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        SetPassword.as_view(),
        name="account_reset_password_from_key",
    ),
    path(
        "accounts/password/reset/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("accounts/password/change/", ChangePassword.as_view(), name="account_change_password"),
    # allauth sends guests here, who have no password to change.
    path("accounts/password/set/", to_claim, name="account_set_password"),
]


def admin_at(word: str) -> list[URLPattern | URLResolver]:
    """Return the paths of Django's admin below a word of the operator's choice (guarded by
    middleware.hidden_admin).

    Log-in, log-out and password are the app's own pages: Django's have no limits.
    """
    ours = {"login": LogIn.as_view(), "logout": account.logout}
    return [
        *(path(f"{word}/{name}/", view) for name, view in ours.items()),
        path(
            f"{word}/password_change/",
            RedirectView.as_view(pattern_name="account_change_password"),
        ),
        path(f"{word}/", admin.site.urls),
        path(word, RedirectView.as_view(pattern_name="admin:index")),
    ]


if settings.ENVIRONMENT.BACKHEALTH_ADMIN_PATH:
    urlpatterns += admin_at(settings.ENVIRONMENT.BACKHEALTH_ADMIN_PATH)
