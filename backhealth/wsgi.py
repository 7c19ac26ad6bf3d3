"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

from backhealth.refusals import with_readable_headers

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backhealth.settings")
application = with_readable_headers(get_wsgi_application())
