from django.urls import path

from reminders import views

app_name = "reminders"
urlpatterns = [
    path("settings/reminders/", views.reminders, name="reminders"),
    path("settings/reminders/devices/", views.add_push_device, name="add_push_device"),
    path(
        "settings/reminders/devices/<uuid:device_id>/stop/",
        views.stop_push_device,
        name="stop_push_device",
    ),
    path(
        "settings/reminders/devices/<uuid:device_id>/test/",
        views.test_push_device,
        name="test_push_device",
    ),
    path("reminders/stop/<slug:stop_token>/", views.stop_mails, name="stop_mails"),
]
