from django.urls import path, re_path

from exercises import views

app_name = "exercises"

urlpatterns = [
    path("", views.library, name="library"),
    path("mine/", views.own_exercises, name="own_exercises"),
    path("mine/new/", views.new_own_exercise, name="new_own_exercise"),
    path("mine/shelf/", views.own_shelf, name="own_shelf"),
    path("mine/<slug:own>/", views.own_exercise, name="own_exercise"),
    path("mine/<slug:own>/change/", views.change_own_exercise, name="change_own_exercise"),
    path("mine/<slug:own>/handout/", views.own_handout, name="own_handout"),
    path("mine/<slug:own>/retire/", views.retire_own_exercise, name="retire_own_exercise"),
    path(
        "mine/<slug:own>/bring-back/",
        views.bring_back_own_exercise,
        name="bring_back_own_exercise",
    ),
    path("<slug:slug>/", views.exercise, name="exercise"),
    path("<slug:slug>/handout/", views.handout, name="handout"),
    re_path(
        r"^(?P<slug>[a-z-]+)/(?P<kind>still|moving)-(?P<digest>[0-9a-f]{16})\.svg$",
        views.picture,
        name="picture",
    ),
]
