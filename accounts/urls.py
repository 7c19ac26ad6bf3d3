from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("start/", views.start, name="start"),
    path("accounts/claim/", views.claim, name="claim"),
    path("settings/", views.settings, name="settings"),
    path("settings/address/", views.address, name="address"),
    path("settings/address/<slug:address_key>/", views.confirm_address, name="confirm_address"),
    path("settings/devices/", views.devices, name="devices"),
    path("settings/emergency-number/", views.emergency_number, name="emergency_number"),
    path("settings/time-zones/", views.time_zones, name="time_zones"),
]
