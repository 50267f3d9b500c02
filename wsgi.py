"""The WSGI entry point for servers such as gunicorn: `gunicorn wsgi:app`."""

import os

from ei_collect.config import read_config
from ei_collect.web.app import create_app

app = create_app(read_config(os.environ))
