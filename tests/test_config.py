"""The configuration, as the environment gives it."""

from pathlib import Path

import pytest

from ei_collect.config import read_config
from ei_collect.errors import ConfigError


def test_config_when_nothing_is_said_then_drafts_are_kept_for_a_month(tmp_path: Path) -> None:
    assert read_config({"EI_DATA": str(tmp_path)}).draft_days == 30
    assert read_config({"EI_DATA": str(tmp_path), "EI_DRAFT_DAYS": "7"}).draft_days == 7


@pytest.mark.parametrize("given", ["0", "-1", "soon", "366", "1.5"])
def test_config_when_the_days_for_drafts_are_no_sensible_number_then_it_says_so(tmp_path: Path, given: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read_config({"EI_DATA": str(tmp_path), "EI_DRAFT_DAYS": given})
    assert [finding.where for finding in caught.value.findings] == ["EI_DRAFT_DAYS"]


def test_config_when_it_makes_a_key_then_it_stays_the_same_and_is_its_owners_alone(tmp_path: Path) -> None:
    key = read_config({"EI_DATA": str(tmp_path)}).secret_key
    assert len(key) == 64
    assert read_config({"EI_DATA": str(tmp_path)}).secret_key == key
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("left", ["", "abc"])
def test_config_when_the_kept_key_is_damaged_then_nothing_is_keyed_with_what_is_left(tmp_path: Path, left: str) -> None:
    (tmp_path / "secret-key").write_text(left)
    with pytest.raises(ConfigError) as caught:
        read_config({"EI_DATA": str(tmp_path)})
    assert caught.value.findings[0].code == "secret-damaged"


def test_config_when_an_exit_is_named_then_its_host_is_known_to_the_policy(tmp_path: Path) -> None:
    given = {"EI_DATA": str(tmp_path)}
    assert read_config(given).exit_origin == "https://www.bbc.co.uk"
    config = read_config(given | {"EI_EXIT_URL": "http://news.example:8080/today?x=1"})
    assert (config.exit_url, config.exit_origin) == ("http://news.example:8080/today?x=1", "http://news.example:8080")


@pytest.mark.parametrize("given", ["weather", "javascript:alert(1)", "https://a.example; script-src *", "https://a b/"])
def test_config_when_the_exit_is_no_address_then_it_says_so(tmp_path: Path, given: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read_config({"EI_DATA": str(tmp_path), "EI_EXIT_URL": given})
    assert [finding.where for finding in caught.value.findings] == ["EI_EXIT_URL"]


@pytest.mark.parametrize(("given", "on"), [("", False), ("0", False), ("1", True)])
def test_config_when_the_pseudo_language_is_switched_then_on_or_off(tmp_path: Path, given: str, on: bool) -> None:
    assert read_config({"EI_DATA": str(tmp_path), "EI_PSEUDO_LANGUAGE": given}).pseudo_language is on


def test_config_when_a_switch_is_neither_on_nor_off_then_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        read_config({"EI_DATA": str(tmp_path), "EI_PSEUDO_LANGUAGE": "yes"})
    assert [finding.where for finding in caught.value.findings] == ["EI_PSEUDO_LANGUAGE"]
