"""`ei-collect serve`: the program on one port, in one process with threads. For several: gunicorn, `wsgi:app`."""

import argparse

import waitress

from ei_collect.cli.command import Commands, command
from ei_collect.errors import AbsentError
from ei_collect.operations.expiring import expire_drafts
from ei_collect.operations.installation import Installation
from ei_collect.operations.pictures import sweep_photos
from ei_collect.operations.scan_files import sweep_scans
from ei_collect.operations.sounds import sweep_sounds
from ei_collect.operations.tidying import tidied
from ei_collect.store.migration import is_current
from ei_collect.web.app import create_app

THREADS = 8


def register(commands: Commands) -> None:
    """Declare `serve`."""
    command(commands, "serve", "serve the program on EI_PORT", _serve)


def _serve(_arguments: argparse.Namespace, installation: Installation) -> int:
    return serve(installation)


def serve(installation: Installation) -> int:
    """Serve until somebody stops it.

    Raises:
        AbsentError: the database has an older shape.
    """
    if not is_current(installation.database):
        raise AbsentError.of(
            "database-old", "has an older shape", where="the database", mend="Run ei-collect db upgrade."
        )
    config = installation.config
    expire_drafts(installation)
    sweep_sounds(installation, starting=True)
    sweep_photos(installation, starting=True)
    sweep_scans(installation, starting=True)
    print(f"Serving on {config.base_url}; stop with Ctrl-C.", flush=True)
    with tidied(installation):
        waitress.serve(create_app(config), listen=f"localhost:{config.port}", threads=THREADS, ident=None)
    return 0
