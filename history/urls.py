from django.urls import path

from history import views

app_name = "history"
OF_EXERCISE = "history/exercises/<slug:slug>/"
ACTIVITIES = "history/activities/"
OF_ACTIVITY = f"{ACTIVITIES}<uuid:activity_id>/"
TESTS = "history/tests/"
OF_RESULT = f"{TESTS}results/<uuid:result_id>/"
urlpatterns = [
    path("history/", views.history, name="history"),
    path(ACTIVITIES, views.activities, name="activities"),
    path(OF_ACTIVITY, views.activity, name="activity"),
    path(f"{OF_ACTIVITY}remove/", views.remove_activity, name="remove_activity"),
    path(f"{OF_ACTIVITY}restore/", views.restore_activity, name="restore_activity"),
    path("history/sessions/<uuid:logged_id>/", views.session, name="session"),
    path("history/exercises/", views.exercises, name="exercises"),
    path(TESTS, views.self_tests, name="self_tests"),
    path(f"{TESTS}offer/", views.self_test_offer, name="self_test_offer"),
    path(f"{TESTS}about-you/", views.norm_group, name="norm_group"),
    path(f"{TESTS}activities/names/", views.name_activities, name="name_activities"),
    path(OF_RESULT, views.self_test_result, name="self_test_result"),
    path(f"{OF_RESULT}remove/", views.remove_self_test, name="remove_self_test"),
    path(f"{OF_RESULT}restore/", views.restore_self_test, name="restore_self_test"),
    path(f"{TESTS}<slug:test>/", views.self_test, name="self_test"),
    path(f"{TESTS}<slug:test>/skip/", views.skip_self_test, name="skip_self_test"),
    path("history/charts/", views.charts, name="charts"),
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
