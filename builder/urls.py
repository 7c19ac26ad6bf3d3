from django.urls import path

from builder import views

app_name = "builder"
OF_ROUTINE = "routines/<uuid:routine_id>/"
OF_DAY = f"{OF_ROUTINE}days/<slug:letter>/"
OF_EXERCISE = f"{OF_ROUTINE}exercises/<int:prescription_id>/"
urlpatterns = [
    path("routines/", views.routines, name="routines"),
    path(f"{OF_ROUTINE}days/", views.weekdays, name="weekdays"),
    path(f"{OF_ROUTINE}use/", views.use_routine, name="use_routine"),
    path(f"{OF_ROUTINE}copy/", views.copy_routine, name="copy_routine"),
    path(f"{OF_ROUTINE}rename/", views.rename_routine, name="rename_routine"),
    path(f"{OF_ROUTINE}archive/", views.archive_routine, name="archive_routine"),
    path(f"{OF_ROUTINE}bring-back/", views.bring_back_routine, name="bring_back_routine"),
    path("routines/starters/<str:level>/use/", views.use_starter, name="use_starter"),
    path("routines/starters/<str:level>/copy/", views.copy_starter, name="copy_starter"),
    path("routines/read/", views.read, name="read"),
    path(f"{OF_ROUTINE}begin/", views.begin, name="begin"),
    path(f"{OF_ROUTINE}file/", views.file, name="file"),
    path(f"{OF_ROUTINE}share/", views.share, name="share"),
    path("shared/<slug:share_token>/", views.shared_routine, name="shared_routine"),
    path("shared/<slug:share_token>/print/", views.shared_sheet, name="shared_sheet"),
    path("shared/<slug:share_token>/use/", views.use_shared, name="use_shared"),
    path(OF_ROUTINE, views.routine, name="routine"),
    path(OF_DAY, views.change_routine_day, name="change_routine_day"),
    path(f"{OF_DAY}exercises/", views.add_exercise, name="add_exercise"),
    path(OF_EXERCISE, views.prescription, name="prescription"),
    path(f"{OF_EXERCISE}place/", views.arrange, name="arrange"),
]
