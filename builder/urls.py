from django.urls import path

from builder import views

app_name = "builder"
urlpatterns = [
    path("routines/", views.routines, name="routines"),
]
