"""`ei-collect serve`: the program on one port, in one process with threads. For several: gunicorn, `wsgi:app`."""

import argparse
import sys
from contextlib import closing

from ei_collect.cli.command import Commands, command
from ei_collect.cli.graceful import serve_until_stopped
from ei_collect.errors import AbsentError
from ei_collect.operations.expiring import expire_drafts
from ei_collect.operations.installation import Installation
from ei_collect.operations.journal import keep_journal
from ei_collect.operations.key_checking import check_key
from ei_collect.operations.pictures import sweep_photos
from ei_collect.operations.scan_files import sweep_scans
from ei_collect.operations.sounds import sweep_sounds
from ei_collect.operations.tidying import tidied
from ei_collect.store.migration import is_current
from ei_collect.web.app import create_app
from ei_collect.web.installed import KEY

THREADS = 8


def register(commands: Commands) -> None:
    """Declare `serve`."""
    command(commands, "serve", "serve the program on EI_PORT", _serve, logged=False)


def _serve(_arguments: argparse.Namespace, installation: Installation) -> int:
    return serve(installation)


def serve(installation: Installation) -> int:
    """Serve until somebody stops it.

    Raises:
        AbsentError: the database has an older shape.
        ConfigError: its answers were kept under another secret key.
    """
    if not is_current(installation.database):
        raise AbsentError.of(
            "database-old", "has an older shape", where="the database", mend="Run ei-collect db upgrade."
        )
    check_key(installation)
    config = installation.config
    expire_drafts(installation)
    sweep_sounds(installation, starting=True)
    sweep_photos(installation, starting=True)
    sweep_scans(installation, starting=True)
    print(f"Serving on {config.base_url}; stop with Ctrl-C.", flush=True)
    keep_journal(sys.stderr)
    app = create_app(config)
    with closing(app.extensions[KEY].database), tidied(app.extensions[KEY]):
        serve_until_stopped(app, f"localhost:{config.port}", THREADS)
    return 0
