"""The server's entry: Django's pages run on a bounded pool of threads inside one event loop."""

import os
from typing import Any

from a2wsgi import WSGIMiddleware
from django.conf import settings
from django.core.wsgi import get_wsgi_application

from alongside.web.bodies import Bodies

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.settings")

THREADS = 12
"""Pages in work at once. Measured: with four, four slow requests hold every other page."""

pages: Any = get_wsgi_application()
application = Bodies(WSGIMiddleware(pages, workers=THREADS), most=settings.MOST_OF_A_REQUEST)
