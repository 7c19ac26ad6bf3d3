from django.urls import path

from routines import views

app_name = "routines"
urlpatterns = [
    path("", views.landing, name="landing"),
    path("today/", views.today, name="today"),
    path("plan/", views.week, name="week"),
    path("plan/setup/", views.setup, name="setup"),
    path("plan/offer/", views.answer_offer, name="answer_offer"),
    path("plan/replan/", views.replan, name="replan"),
    path("plan/days/<int:year>-<int:month>-<int:number>/", views.day, name="day"),
    path("plan/change/", views.change, name="change"),
    path("plan/changes/<uuid:change_id>/undo/", views.undo, name="undo"),
    path("sessions/write-down/", views.write_down, name="write_down"),
    path("sessions/start/", views.start_session, name="start_session"),
    path("sessions/<uuid:session_id>/", views.session, name="session"),
    path("sessions/<uuid:session_id>/finish/", views.finish, name="finish"),
    path("sessions/<uuid:session_id>/discard/", views.discard, name="discard"),
    path("sessions/<uuid:session_id>/day/", views.back_date, name="back_date"),
    path("sessions/<uuid:session_id>/rest/", views.rest, name="rest"),
    path("sessions/<uuid:session_id>/skip/", views.skip_phase, name="skip_phase"),
    path("items/<uuid:item_id>/tick/", views.tick_item, name="tick_item"),
    path("items/<uuid:item_id>/trouble/", views.trouble, name="trouble"),
    path("items/<uuid:item_id>/skip/", views.skip_item, name="skip_item"),
    path("items/<uuid:item_id>/swap/", views.swap_item, name="swap_item"),
    path("items/<uuid:item_id>/swap/undo/", views.undo_swap, name="undo_swap"),
    path("items/<uuid:item_id>/sets/<uuid:key>/copy/", views.copy_previous, name="copy_previous"),
    path("items/<uuid:item_id>/sets/<uuid:key>/", views.log_set, name="log_set"),
    path("sets/<uuid:key>/", views.correct_set, name="correct_set"),
    path("sets/<uuid:key>/remove/", views.remove_set, name="remove_set"),
    path("sets/<uuid:key>/restore/", views.restore_set, name="restore_set"),
    path("settings/calendar/", views.calendar, name="calendar"),
    path("calendar/<slug:token>.ics", views.calendar_feed, name="calendar_feed"),
    path("history/", views.history, name="history"),
    path("history/exercises/<slug:slug>/", views.exercise_history, name="exercise_history"),
    path("history/exercises/<slug:slug>/mine/", views.my_exercise, name="my_exercise"),
]
