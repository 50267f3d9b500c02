"""What is decided of a project, from a file: every fault at once."""

from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from ei_collect.errors import InputError
from ei_collect.operations.settings import load_settings
from ei_collect.projects.project import HelpLine


def _load(folder: Path, written: str) -> dict[str, Any]:
    path = folder / "town.yaml"
    path.write_text(dedent(written), encoding="utf-8")
    return load_settings(path)


def test_settings_when_sound_then_only_what_the_file_names(tmp_path: Path) -> None:
    found = _load(
        tmp_path,
        """
        controller: A council, 1 High Street
        minimum_age: 13
        recall_until: 2027-03-01
        ends_on: null
        languages: [en, so]
        help_lines:
          - {name: Advice, address: "https://advice.example/"}
          - {name: Someone to talk to, address: "tel:+441174960000"}
        last_round: {en: A bench., so: Kursi.}
        """,
    )
    assert found == {
        "controller": "A council, 1 High Street",
        "minimum_age": 13,
        "recall_until": date(2027, 3, 1),
        "ends_on": None,
        "languages": ("en", "so"),
        "help_lines": (
            HelpLine("Advice", "https://advice.example/"),
            HelpLine("Someone to talk to", "tel:+441174960000"),
        ),
        "last_round": {"en": "A bench.", "so": "Kursi."},
    }


def test_settings_when_faulty_then_each_fault_has_its_line_and_its_mend(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        _load(
            tmp_path,
            """\
            minimum_age: 200
            ends_on: tomorrow
            controler: A council
            help_lines:
              - {name: Advice}
              - {nam: Advice, name: Advice, address: "tel:1"}
            last_round: {xx: Bench., en: ""}
            languages: en
            """,
        )
    found = [(finding.where.partition("yaml:")[2], finding.code) for finding in caught.value.findings]
    assert found == [
        ("1 minimum_age", "number-high"),
        ("2 ends_on", "not-a-day"),
        ("3 controler", "unknown-field"),
        ("5 help_lines.1.address", "missing"),
        ("6 help_lines.2.nam", "unknown-field"),
        ("7 last_round.en", "wording-empty"),
        ("7 last_round.xx", "unknown-language"),
        ("8 languages", "not-a-list"),
    ]
    assert all(finding.mend for finding in caught.value.findings)
    assert "Did you mean controller?" in str(caught.value)


@pytest.mark.parametrize(
    "written", ["", "- a", "minimum_age: -1", "controller: ''", "help_lines: 3", "ends_on: 2027-02-30"]
)
def test_settings_when_they_are_none_then_refused(tmp_path: Path, written: str) -> None:
    with pytest.raises(InputError):
        _load(tmp_path, written)


def test_settings_when_the_file_is_not_there_then_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="file-absent"):
        load_settings(tmp_path / "none.yaml")


def test_settings_when_they_say_how_long_answers_are_kept_then_days_and_a_day(tmp_path: Path) -> None:
    assert _load(tmp_path, "{keep_days: 365, keep_until: 2028-01-31}") == {
        "keep_days": 365,
        "keep_until": date(2028, 1, 31),
    }
    assert _load(tmp_path, "{keep_days: null, keep_until: null}") == {"keep_days": None, "keep_until": None}
    with pytest.raises(InputError, match="number-low"):
        _load(tmp_path, "keep_days: 0")
