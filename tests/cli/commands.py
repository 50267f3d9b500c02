"""A command as somebody types it, over the installation of a test."""

import pytest

from ei_collect.cli import main
from ei_collect.operations.installation import Installation
from tests.s3 import environment_of


def run(installation: Installation, *words: str) -> int:
    """The exit status of `ei-collect WORDS`, with the environment naming this installation."""
    config = installation.config
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EI_DATA", str(config.data))
        patch.setenv("EI_DATABASE_URL", config.database_url)
        for name, value in environment_of(config).items():
            patch.setenv(name, value)
        patch.setenv("EI_SECRET_KEY", config.secret_key)
        return main(words)
