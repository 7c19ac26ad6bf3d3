from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("start/", views.start, name="start"),
    path("accounts/claim/", views.claim, name="claim"),
    path("accounts/passkey/", views.passkey_log_in, name="passkey_log_in"),
    path("accounts/second-step/", views.second_step, name="second_step"),
    path("settings/", views.settings, name="settings"),
    path("settings/address/", views.address, name="address"),
    path("settings/address/prove/", views.prove_address, name="prove_address"),
    path("settings/address/<slug:address_key>/", views.confirm_address, name="confirm_address"),
    path("settings/devices/", views.devices, name="devices"),
    path("settings/emergency-number/", views.emergency_number, name="emergency_number"),
    path("settings/security/", views.security, name="security"),
    path("settings/security/authenticator/", views.authenticator, name="authenticator"),
    path("settings/security/confirm/", views.confirm, name="confirm"),
    path("settings/security/passkeys/new/", views.new_passkey, name="new_passkey"),
    path("settings/security/passkeys/<int:passkey_id>/", views.passkey, name="passkey"),
    path("settings/security/recovery-codes/", views.recovery_codes, name="recovery_codes"),
    path(
        "settings/security/recovery-codes.txt",
        views.recovery_codes_file,
        name="recovery_codes_file",
    ),
    path("settings/time-zones/", views.time_zones, name="time_zones"),
]
