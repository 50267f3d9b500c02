"""An installation knows its secret key again, and says so when another one is in force."""

from dataclasses import replace

import pytest

from ei_collect.errors import ConfigError
from ei_collect.operations.doctor import examine
from ei_collect.operations.installation import Installation
from ei_collect.operations.key_checking import check_key, key_findings

OTHER = "quite another key, which is long enough to be one"


def under(installation: Installation, current: str, *older: str) -> Installation:
    """The same with other keys in force."""
    return replace(installation, config=replace(installation.config, secret_key=current, old_secret_keys=older))


def test_key_when_another_is_in_force_then_nothing_is_served_and_the_doctor_says_so(installation: Installation) -> None:
    check_key(installation)
    check_key(installation)
    wrong = under(installation, OTHER)
    with pytest.raises(ConfigError, match="secret-other"):
        check_key(wrong)
    assert [finding.code for finding in examine(wrong).findings] == ["secret-other"]
    assert examine(installation).findings == ()


def test_key_when_changed_and_the_first_is_still_there_then_all_is_well(installation: Installation) -> None:
    check_key(installation)
    check_key(under(installation, OTHER, installation.config.secret_key))
    with pytest.raises(ConfigError, match="secret-other"):
        check_key(under(installation, OTHER, f"{OTHER} too"))


@pytest.mark.sqlite_only
@pytest.mark.parametrize("name", ["secret-key", "secret-key.old", "backup-key"])
def test_key_when_others_can_read_its_file_then_said(installation: Installation, name: str) -> None:
    path = installation.config.data / name
    path.write_text("x" * 64)
    path.chmod(0o640)
    assert [(finding.code, finding.where) for finding in key_findings(installation)] == [("key-open", str(path))]
