"""The configuration, as the environment gives it."""

from pathlib import Path

import pytest

from ei_collect.bucket import Bucket
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


@pytest.mark.parametrize(("given", "on"), [("", False), ("0", False), ("1", True)])
def test_config_when_counts_are_switched_on_then_only_then(tmp_path: Path, given: str, on: bool) -> None:
    assert read_config({"EI_DATA": str(tmp_path), "EI_METRICS": given}).metrics is on


def test_config_when_a_switch_is_neither_on_nor_off_then_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        read_config({"EI_DATA": str(tmp_path), "EI_PSEUDO_LANGUAGE": "yes"})
    assert [finding.where for finding in caught.value.findings] == ["EI_PSEUDO_LANGUAGE"]


OBJECTS = {"EI_OBJECTS_KEY": "the-key", "EI_OBJECTS_SECRET": "the-secret"}


def test_config_when_a_bucket_is_named_then_it_is_known_with_its_credentials_and_never_shows_them(
    tmp_path: Path,
) -> None:
    url = "s3://town-files/forum/2026/?endpoint=http://127.0.0.1:8333&region=eu-west-2"
    bucket = read_config({"EI_DATA": str(tmp_path), "EI_OBJECTS_URL": url, **OBJECTS}).bucket
    assert bucket == Bucket("town-files", "forum/2026", "http://127.0.0.1:8333", "eu-west-2", "the-key", "the-secret")
    assert str(bucket) == "s3://town-files/forum/2026 at http://127.0.0.1:8333"
    assert "the-" not in f"{bucket!r}"


def test_config_when_no_bucket_is_named_then_files_are_kept_in_folders(tmp_path: Path) -> None:
    assert read_config({"EI_DATA": str(tmp_path)}).bucket is None


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("https://files.example", "objects-url"),
        ("s3://", "objects-url"),
        ("s3://[", "objects-url"),
        ("s3://Town_Files", "objects-url"),
        ("s3://key:hidden@town-files", "objects-setting"),
        ("s3://town-files?secret=hidden", "objects-setting"),
        ("s3://town-files/../other", "objects-prefix"),
        ("s3://town-files//", "objects-prefix"),
        ("s3://town-files?endpoint=files.example", "objects-endpoint"),
        ("s3://town-files?endpoint=http://me:hidden@files.example", "objects-endpoint"),
        ("s3://town-files?region=over+there", "objects-region"),
    ],
)
def test_config_when_the_address_of_a_bucket_is_none_then_it_says_so_without_repeating_it(
    tmp_path: Path, given: str, code: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        read_config({"EI_DATA": str(tmp_path), "EI_OBJECTS_URL": given, **OBJECTS})
    assert [(found.where, found.code) for found in caught.value.findings] == [("EI_OBJECTS_URL", code)]
    assert "hidden" not in str(caught.value)


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({"EI_OBJECTS_URL": "s3://town-files", "EI_OBJECTS_KEY": "k"}, ["EI_OBJECTS_SECRET"]),
        ({"EI_OBJECTS_URL": "s3://town-files"}, ["EI_OBJECTS_KEY", "EI_OBJECTS_SECRET"]),
        ({"EI_OBJECTS_SECRET": "s"}, ["EI_OBJECTS_URL"]),
    ],
)
def test_config_when_only_a_part_of_a_bucket_is_given_then_it_says_what_is_missing(
    tmp_path: Path, given: dict[str, str], where: list[str]
) -> None:
    with pytest.raises(ConfigError) as caught:
        read_config({"EI_DATA": str(tmp_path), **given})
    assert [finding.where for finding in caught.value.findings] == where
