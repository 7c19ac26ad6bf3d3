from django.urls import path, re_path

from exercises import views

app_name = "exercises"

urlpatterns = [
    path("", views.library, name="library"),
    path("<slug:slug>/", views.exercise, name="exercise"),
    path("<slug:slug>/handout/", views.handout, name="handout"),
    re_path(
        r"^(?P<slug>[a-z-]+)/(?P<kind>still|moving)-(?P<digest>[0-9a-f]{16})\.svg$",
        views.picture,
        name="picture",
    ),
]
