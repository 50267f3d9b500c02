"""From a YAML file to a survey, or to everything that is wrong with it at once."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from marshmallow import Schema, ValidationError, fields

from ei_collect.errors import DefinitionError, Finding
from ei_collect.survey.checks import check
from ei_collect.survey.definition import Survey
from ei_collect.survey.fields import BUILT_IN, NOT_A_MAPPING
from ei_collect.survey.nearest import did_you_mean
from ei_collect.survey.schema import SurveySchema
from ei_collect.survey.source import Fault, Located, Source, Where, read_source, read_text
from ei_collect.survey.subject import Subject

_WHOLE_OR_NOT = frozenset({"introduction", "consent", "dimensions", "show_if", "probes"})
"""Lists and rules that are left out as a whole where a part of them is faulty, so that no place in a list shifts."""


@dataclass(frozen=True)
class Loaded:
    """A file as far as it can be understood: `survey` is None where nothing can, and is only whole without findings."""

    survey: Survey | None
    findings: tuple[Finding, ...]


def load_survey(path: Path) -> Survey:
    """The survey that the file at `path` defines, in its source language only.

    Raises:
        DefinitionError: with every fault of the file.
    """
    loaded = examine(path)
    if loaded.survey is None or loaded.findings:
        raise DefinitionError(loaded.findings)
    return loaded.survey


def examine(path: Path) -> Loaded:
    """What the file at `path` defines, as far as that can be told, and all its faults."""
    return _examined(*read_source(path))


def examine_text(path: Path, text: str) -> Loaded:
    """The same for text that is already there; `path` is only named in findings."""
    return _examined(*read_text(path, text))


def _examined(source: Source, faults: list[Located]) -> Loaded:
    if source.values is None:
        return Loaded(None, tuple(source.findings(faults)))
    schema = SurveySchema()
    try:
        survey = schema.load(source.values)
    except ValidationError as error:
        formal = list(_located(error.messages, schema, ()))
        faults = [*faults, *formal]
        survey = _understood(schema, source.values, [where for where, _ in formal])
    if survey is not None:
        scales = source.values.get("scales")
        names = frozenset(scales) if isinstance(scales, dict) else frozenset()
        faults = [*faults, *check(Subject(survey, frozenset(where for where, _ in faults), names))]
    return Loaded(survey, tuple(source.findings(faults)))


def _understood(schema: Schema, values: Any, faulty: list[Where]) -> Survey | None:
    """The survey without its faulty parts."""
    if not isinstance(values, dict):
        return None
    rest = deepcopy(values)
    for where in sorted(faulty, key=len, reverse=True):
        _take_out(rest, where)
    survey: Survey = schema.load(rest, partial=True)
    return survey


def _take_out(values: Any, where: Where) -> None:
    for depth, step in enumerate(where):
        if step in _WHOLE_OR_NOT or depth == len(where) - 1:
            if isinstance(values, dict) and not (step == "code" and isinstance(values.get(step), str)):
                values.pop(step, None)
            elif isinstance(values, list) and isinstance(step, int) and step < len(values):
                values[step] = {}
            return
        if isinstance(values, dict) and step not in values:
            return
        values = values[step]


def _located(tree: Any, node: Any, where: Where) -> Iterator[Located]:
    """The faults in marshmallow's tree of messages below `node`, a schema or a field of one."""
    if isinstance(tree, list):
        yield from (_fault(message, where) for message in tree)
        return
    for key, below in tree.items():
        if key == "_schema":
            yield where, NOT_A_MAPPING
        elif isinstance(node, fields.Dict):
            for part in below.values():
                yield from _located(part, node.value_field, (*where, key))
        elif isinstance(node, fields.List):
            yield from _located(below, node.inner, (*where, key))
        else:
            yield from _of_field(below, node.schema if isinstance(node, fields.Nested) else node, key, where)


def _of_field(tree: Any, schema: Schema, key: str, where: Where) -> Iterator[Located]:
    if key in schema.fields:
        yield from _located(tree, schema.fields[key], (*where, key))
    else:
        what = f"{key!r} is no field here"
        yield (*where, key), Fault("unknown-field", what, did_you_mean(key, schema.fields))


def _fault(message: Any, where: Where) -> Located:
    match message:
        case Fault():
            return where, message
        case (tuple() as below, Fault() as fault):
            return (*where, *below), fault
    return where, BUILT_IN[message]
