from django.urls import path

from history import views

app_name = "history"
OF_EXERCISE = "history/exercises/<slug:slug>/"
urlpatterns = [
    path("history/", views.history, name="history"),
    path(OF_EXERCISE, views.exercise, name="exercise"),
    path(f"{OF_EXERCISE}checked/", views.check_exercise, name="check_exercise"),
]
