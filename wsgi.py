"""The WSGI entry point for servers such as gunicorn: `gunicorn wsgi:app`, without `--preload`."""

import os

from ei_collect.config import read_config
from ei_collect.operations.tidying import keep_tidy
from ei_collect.web.app import create_app
from ei_collect.web.installed import KEY

app = create_app(read_config(os.environ))
keep_tidy(app.extensions[KEY])
