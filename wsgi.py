"""The WSGI entry point for servers such as gunicorn: `gunicorn wsgi:app`, without `--preload`."""

import os
import sys

from ei_collect.config import read_config
from ei_collect.operations.journal import keep_journal
from ei_collect.operations.tidying import keep_tidy
from ei_collect.web.app import create_app
from ei_collect.web.installed import KEY

keep_journal(sys.stderr)
app = create_app(read_config(os.environ))
keep_tidy(app.extensions[KEY])
