"""The house's own rules, read from its sources: which room imports which, and what each room must have."""

import ast
from pathlib import Path

import pytest

from tests.conftest import HOME

PACKAGE = HOME / "ei_collect"
STAGES = ("language", "projects", "survey", "places", "answering", "photos", "fieldwork", "coding", "analysis", "forum")
GROUND = {"bucket", "durable", "errors", "secret_keys", "config"}
FORBIDDEN_NAMES = {"utils", "util", "helpers", "common", "misc", "manager", "service", "libs"}


def _room(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def _imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
    return found


def _may_import(room: str) -> set[str]:
    if room in GROUND:
        return GROUND
    if room in STAGES:
        return GROUND | set(STAGES[: STAGES.index(room) + 1])
    stages = GROUND | set(STAGES)
    return {
        "store": stages | {"store"},
        "operations": stages | {"store", "operations"},
        "web": stages | {"store", "operations", "web"},
        "cli": stages | {"store", "operations", "web", "cli"},
    }[room]


def _sources() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__init__.py" or path.parent != PACKAGE)


def _room_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


@pytest.mark.parametrize("path", _sources(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_module_when_it_imports_then_only_from_rooms_above(path: Path) -> None:
    ours = {_room(module) for module in _imports(path) if module.startswith("ei_collect")} - {""}
    assert ours <= _may_import(_room_of(path))


@pytest.mark.parametrize(("library", "rooms"), [("flask", {"web"}), ("sqlalchemy", {"store"}), ("argparse", {"cli"})])
def test_library_of_an_edge_when_imported_then_only_in_its_room(library: str, rooms: set[str]) -> None:
    users = {
        _room_of(path)
        for path in _sources()
        if any(module.split(".")[0].startswith(library) for module in _imports(path))
    }
    assert users <= rooms, f"{library} belongs in {rooms}"


def test_room_when_named_then_by_a_noun_of_the_field() -> None:
    assert not [path for path in PACKAGE.rglob("*") if path.stem in FORBIDDEN_NAMES]


def test_import_when_written_then_at_the_head_of_its_module() -> None:
    """An import inside a function hides a circle."""
    hidden = [
        f"{path.relative_to(HOME)}:{node.lineno}"
        for path in _sources()
        for outer in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(outer, ast.FunctionDef)
        for node in ast.walk(outer)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert hidden == []


def test_environment_when_read_then_only_at_the_edges() -> None:
    readers = {
        str(path.relative_to(PACKAGE))
        for path in _sources()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr in {"environ", "getenv"}
        and getattr(node.value, "id", "") == "os"
    }
    assert readers <= {"cli/__init__.py"}


def test_every_template_when_read_then_short_and_without_inline_code() -> None:
    for path in PACKAGE.rglob("*.html"):
        words = path.read_text(encoding="utf-8")
        assert len(words.splitlines()) <= 70, path
        assert "|safe" not in words.replace(" ", ""), path
        assert " style=" not in words, path
        assert " onclick=" not in words, path
