"""All addresses of the app, with the admin at /keeper/."""

from backhealth import urls

urlpatterns = [*urls.urlpatterns, *urls.admin_at("keeper")]
