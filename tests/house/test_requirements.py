"""The locks install the same everywhere and name no package index; what a newcomer types first can be started."""

import ast
import os
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ["requirements.txt", "requirements-test.txt"]
A_LOCKED_PACKAGE = re.compile(r"^(?P<name>[a-z0-9-]+)(\[[a-z0-9,-]+\])?==(?P<version>\S+)")


def entries(lock: str) -> list[str]:
    """The entries of a requirement file, each with its hashes on the same line."""
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if line.strip()]


def locked(lock: str) -> set[tuple[str, str]]:
    """What a requirement file installs: names and versions."""
    return {(found["name"], found["version"]) for line in entries(lock) if (found := A_LOCKED_PACKAGE.match(line))}


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_names_no_host_and_no_index_option(lock: str) -> None:
    faults = [line for line in entries(lock) if "://" in line or "@" in line or line.startswith("-")]
    assert faults == []


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_has_exact_version_and_hash_for_each_package(lock: str) -> None:
    faults = [line for line in entries(lock) if not A_LOCKED_PACKAGE.match(line) or "--hash=sha256:" not in line]
    assert entries(lock)
    assert faults == []


def test_tests_run_against_the_very_versions_that_the_program_is_served_with() -> None:
    assert locked("requirements.txt") <= locked("requirements-test.txt")


@pytest.mark.parametrize(
    ("lock", "extras"),
    [("requirements.txt", ["build", "scale"]), ("requirements-test.txt", ["build", "scale", "test"])],
)
def test_lock_has_every_package_that_the_project_asks_for(lock: str, extras: list[str]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = project["dependencies"] + [
        package for extra in extras for package in project["optional-dependencies"][extra]
    ]
    names = {re.split(r"[^a-z0-9-]", package)[0] for package in asked}
    assert names - {name for name, _ in locked(lock)} == set()


def test_every_package_that_the_program_imports_is_installed_where_it_is_served() -> None:
    files = (ROOT / "ei_collect").rglob("*.py")
    trees = (ast.walk(ast.parse(path.read_text(encoding="utf-8"))) for path in files)
    named = {name for tree in trees for node in tree for name in _imported(node)}
    imported = {name.partition(".")[0] for name in named} - sys.stdlib_module_names - {"ei_collect"}
    provided = packages_distributions()
    served = {name for name, _ in locked("requirements.txt")}
    assert len(imported) > 20
    assert {
        name for name in imported if served.isdisjoint(each.lower().replace("_", "-") for each in provided[name])
    } == set()


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [name.name for name in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module else []


@pytest.mark.parametrize("script", ["run", "test", ".ci/run", "bin/lock"])
def test_script_is_executable(script: str) -> None:
    assert os.access(ROOT / script, os.X_OK)
