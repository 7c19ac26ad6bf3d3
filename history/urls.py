from django.urls import path

from history import views

app_name = "history"
OF_EXERCISE = "history/exercises/<slug:slug>/"
ACTIVITIES = "history/activities/"
OF_ACTIVITY = f"{ACTIVITIES}<uuid:activity_id>/"
urlpatterns = [
    path("history/", views.history, name="history"),
    path(ACTIVITIES, views.activities, name="activities"),
    path(OF_ACTIVITY, views.activity, name="activity"),
    path(f"{OF_ACTIVITY}remove/", views.remove_activity, name="remove_activity"),
    path(f"{OF_ACTIVITY}restore/", views.restore_activity, name="restore_activity"),
    path("history/sessions/<uuid:logged_id>/", views.session, name="session"),
    path("history/exercises/", views.exercises, name="exercises"),
    path(OF_EXERCISE, views.exercise, name="exercise"),
    path(f"{OF_EXERCISE}checked/", views.check_exercise, name="check_exercise"),
    path("history/report/", views.report, name="report"),
    path("history/report/sheet/", views.report_sheet, name="report_sheet"),
    path(
        "history/report/links/<uuid:link_id>/off/",
        views.switch_off_report_link,
        name="switch_off_report_link",
    ),
    path("sheets/<slug:sheet_token>/", views.given_sheet, name="given_sheet"),
]
