"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

from backhealth.environment import Environment
from backhealth.refusals import with_readable_headers
from backhealth.subpath import below

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backhealth.settings")
application = below(Environment.read().prefix, with_readable_headers(get_wsgi_application()))
