from django.urls import path

from reminders import views

app_name = "reminders"
urlpatterns = [
    path("settings/reminders/", views.reminders, name="reminders"),
    path("reminders/stop/<slug:stop_token>/", views.stop_mails, name="stop_mails"),
]
