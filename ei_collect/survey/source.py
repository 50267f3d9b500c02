"""A YAML file as plain values with the line of each. Strict where YAML is loose.

Only `true` and `false` are booleans and only plain decimal numbers are numbers (so `no` is a word and 010 is too); a
key may stand once in a mapping; there are no anchors, no tags and no second document.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from ei_collect.errors import Finding

Where: TypeAlias = tuple[str | int, ...]
"""The way to a value: keys of mappings and places in lists, from the top."""

MAX_DEPTH = 40
TRUTH = re.compile(r"^(true|false)$")
WHOLE = re.compile(r"^-?(0|[1-9][0-9]{0,17})$")


@dataclass(frozen=True)
class Fault:
    """What is wrong at some place of a file, and what would be right."""

    code: str
    what: str
    mend: str


Located: TypeAlias = tuple[Where, Fault]


@dataclass(frozen=True)
class Source:
    """What a file says: its values, and the line (from 1) of each."""

    path: Path
    values: Any
    lines: dict[Where, int]

    def line(self, where: Where) -> int:
        """The line of `where`, or of the nearest thing around it that the file has."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)

    def findings(self, located: list[Located]) -> list[Finding]:
        """The faults as findings, each once, in the order of the file."""
        ordered = sorted(set(located), key=lambda one: (self.line(one[0]), tuple(map(str, one[0])), one[1].code))
        return [
            Finding(f"{self.path}:{self.line(where)} {self.named(where)}".rstrip(), fault.code, fault.what, fault.mend)
            for where, fault in ordered
        ]

    def named(self, where: Where) -> str:
        """The way as a person would give it: a thing in a list by its code, or else by its number from 1."""
        names: list[str] = []
        value = self.values
        for step in where:
            value = _below(value, step)
            code = value.get("code") if isinstance(value, dict) else None
            names.append(str(step) if isinstance(step, str) else str(code or step + 1))
        return ".".join(names)


def read_source(path: Path) -> tuple[Source, list[Located]]:
    """What the file at `path` says, and what is wrong with it as YAML (then its values may be None)."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return _nothing(path, 1, "file-absent", f"cannot be opened ({error.strerror})", "Name a file that is there.")
    except UnicodeDecodeError as error:
        line = path.read_bytes().count(b"\n", 0, error.start) + 1
        return _nothing(path, line, "encoding", "is not in UTF-8", "Save the file as UTF-8.")
    return read_text(path, text)


def read_text(path: Path, text: str) -> tuple[Source, list[Located]]:
    """The same for text that is already there; `path` is only named in findings."""
    try:
        node = _Loader(text).get_single_node()
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        return _nothing(path, line, "character", "has a character that cannot stand in YAML", "Take it out.")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = error.problem or "cannot be read"
        return _nothing(path, mark.line + 1 if mark else 1, "yaml", f"is no YAML: {problem}", _mend(problem))
    except RecursionError:
        return _nothing(path, 1, "yaml", "is nested without end", "A survey has a few levels only.")
    reading = _Reading()
    values = reading.value(node, ()) if node is not None else None
    if values is None and not reading.faults:
        return _nothing(path, 1, "empty", "is empty", "Write something; the files that come with the program show how.")
    return Source(path, values, reading.lines), reading.faults


class _Loader(yaml.SafeLoader):
    """YAML's own reader with fewer guesses about what a plain word means."""

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """As it was, but an alias is refused: it could stand for itself, or for a million copies."""
        if self.check_event(yaml.AliasEvent):
            mark: yaml.Mark = self.get_mark()
            raise yaml.composer.ComposerError(None, None, "found an alias (*name)", mark)
        return super().compose_node(parent, index)


_Loader.yaml_implicit_resolvers = {}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", TRUTH, list("tf"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", WHOLE, list("-0123456789"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(null|~|)$"), ["n", "~", ""])


class _Reading:
    """One walk over the nodes of a file."""

    def __init__(self) -> None:
        self.lines: dict[Where, int] = {}
        self.faults: list[Located] = []

    def value(self, node: yaml.Node, where: Where) -> Any:
        self.lines.setdefault(where, node.start_mark.line + 1)
        if len(where) > MAX_DEPTH:
            self.faults.append((where, Fault("yaml", "is nested too deeply", "A survey has a few levels only.")))
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, where)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(part, (*where, place)) for place, part in enumerate(node.value)]
        return self._scalar(node, where)

    def _mapping(self, node: yaml.MappingNode, where: Where) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else "?"
            below = (*where, key)
            if key in found:
                line = key_node.start_mark.line + 1
                what = f"stands twice, on line {self.lines[below]} and again on line {line}"
                self.faults.append((below, Fault("duplicate-key", what, "Keep one of the two.")))
                self.lines[below] = line
                continue
            self.lines[below] = key_node.start_mark.line + 1
            found[key] = self.value(value_node, below)
        return found

    def _scalar(self, node: yaml.Node, where: Where) -> Any:
        match node.tag.removeprefix("tag:yaml.org,2002:"):
            case "str":
                return node.value
            case "int" if WHOLE.match(node.value):
                return int(node.value)
            case "bool" if TRUTH.match(node.value):
                return node.value == "true"
            case "null":
                return None
        self.faults.append((where, Fault("yaml-tag", f"has the tag {node.tag}", "Take the tag away.")))
        return str(node.value)


def _nothing(path: Path, line: int, code: str, what: str, mend: str) -> tuple[Source, list[Located]]:
    return Source(path, None, {(): line}), [((), Fault(code, what, mend))]


def _mend(problem: str) -> str:
    if "\\t" in problem or "tab" in problem:
        return "Indent with spaces, never with tabs."
    if "alias" in problem:
        return "Write the thing out; lists of choices can be shared under `scales`."
    if "mapping values" in problem or "got '?'" in problem:
        return "Put words that contain a colon or a question mark in quotes."
    return "Look at the indentation and the quotes on this line and the one before."


def _below(value: Any, step: str | int) -> Any:
    if isinstance(value, dict):
        return value.get(step)
    return value[step] if isinstance(value, list) and isinstance(step, int) and step < len(value) else None
