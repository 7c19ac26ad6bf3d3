from django.urls import path

from builder import views

app_name = "builder"
urlpatterns = [
    path("routines/", views.routines, name="routines"),
    path("routines/<uuid:routine_id>/share/", views.share, name="share"),
    path("shared/<slug:share_token>/", views.shared_routine, name="shared_routine"),
    path("shared/<slug:share_token>/print/", views.shared_sheet, name="shared_sheet"),
]
