from django.urls import include, path

from exchange import views
from exchange.api.addresses import patterns
from exchange.api.door import PLACE

app_name = "exchange"
urlpatterns = [
    path("settings/download/", views.download, name="download"),
    path("settings/download/sets/", views.sets_as_csv, name="sets_as_csv"),
    path("settings/bring-back/", views.bring_back, name="bring_back"),
    path("settings/bring-back/<uuid:file_id>/", views.brought_file, name="brought_file"),
    path("settings/tokens/", views.tokens, name="tokens"),
    path("settings/tokens/<uuid:token_id>/off/", views.switch_off_token, name="switch_off_token"),
    path("imports/", views.imports, name="imports"),
    path("imports/<uuid:import_id>/", views.log_import, name="log_import"),
    path(PLACE, views.api_reference, name="api_reference"),
    path(f"{PLACE}openapi.json", views.openapi, name="openapi"),
    path(PLACE, include((patterns(), "api"))),
]
