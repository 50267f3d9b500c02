"""What the documents say is true: commands, variables, links and files named in them exist."""

import re
import shlex
from pathlib import Path

import pytest

from ei_collect.cli import command_line
from tests.conftest import HOME

DOCUMENTS = [HOME / "README.md", HOME / "ARCHITECTURE.md", HOME / "benchmarks/README.md", *HOME.glob("docs/**/*.md")]
COMMAND = re.compile(r"^ {4}(?:\S*/)?ei-collect (.+)$|`ei-collect ([^`]+)`", re.MULTILINE)
VARIABLE = re.compile(r"\bEI_[A-Z_]+\b")


def _commands() -> list[str]:
    found = (match for path in DOCUMENTS for match in COMMAND.finditer(path.read_text(encoding="utf-8")))
    return sorted({match.group(1) or match.group(2) for match in found})


@pytest.mark.parametrize("words", [words for words in _commands() if "..." not in words])
def test_command_when_documented_then_understood(words: str) -> None:
    typed = shlex.split(words)
    named_in_passing = not any(word.startswith("--") for word in typed)  # without what the command needs besides
    assert _status(typed) == 0 or (named_in_passing and _status([*typed, "--help"]) == 0)


def _status(typed: list[str]) -> int:
    try:
        command_line().parse_args(typed)
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def test_variables_when_read_then_documented_and_the_other_way_round() -> None:
    sources = (path.read_text(encoding="utf-8") for path in (HOME / "ei_collect").glob("*.py"))
    read = {name for words in sources for name in VARIABLE.findall(words)} - {"EI_"}
    told = set(VARIABLE.findall((HOME / "README.md").read_text(encoding="utf-8")))
    assert read == told


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(HOME)))
def test_link_when_written_then_its_file_is_there(document: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", document.read_text(encoding="utf-8"))
    assert [link for link in links if not link.startswith("http") and not (document.parent / link).exists()] == []


def test_module_when_named_in_the_architecture_then_there() -> None:
    named = re.findall(r"`([a-z_]+/[a-z_/]+\.py)`", (HOME / "ARCHITECTURE.md").read_text(encoding="utf-8"))
    places = (HOME / "ei_collect", HOME)
    assert [name for name in named if not any((place / name).exists() for place in places)] == []
