"""Reading a codebook: from its file with every finding at once, and from the form in which a project keeps it."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, cast

from marshmallow import ValidationError

from ei_collect.coding.codebook import Codebook
from ei_collect.coding.form import CodebookSchema
from ei_collect.errors import DefinitionError
from ei_collect.survey.fields import BUILT_IN, NOT_A_MAPPING
from ei_collect.survey.nearest import did_you_mean
from ei_collect.survey.source import Fault, Located, Where, read_source

REFERENCES = {"policy_sphere": "policy_spheres", "sector": "sectors", "cross_cutting": "cross_cutting_issues"}
MARSHMALLOW_UNKNOWN = "Unknown field."
LISTS = ("dimensions", *REFERENCES.values(), "codes")


def load_codebook(path: Path) -> Codebook:
    """The codebook in the YAML file at `path`.

    Raises:
        DefinitionError: every fault of the file, each with its line and its mend.
    """
    source, faults = read_source(path)
    if source.values is None:
        raise DefinitionError(source.findings(faults))
    schema = CodebookSchema()
    errors = schema.validate(source.values)
    faults += [*_faults(errors, ()), *_repeated(source.values), *_unknown(source.values)]
    if faults:
        raise DefinitionError(source.findings(faults))
    return cast(Codebook, schema.load(source.values))


def codebook_document(codebook: Codebook) -> dict[str, Any]:
    """The codebook as JSON would hold it: the same structure as its file."""
    document = asdict(codebook)
    for lens in (entry for name in LISTS if name != "codes" for entry in document[name]):
        if not lens["definition"]:
            del lens["definition"]
    return document


def from_document(document: dict[str, Any]) -> Codebook:
    """The codebook that `codebook_document` made.

    Raises:
        DefinitionError: it is no such document.
    """
    try:
        return cast(Codebook, CodebookSchema().load(document))
    except ValidationError as error:
        raise DefinitionError.of(
            "codebook-document", f"cannot be read: {error}", where="the kept codebook", mend="Load the codebook again."
        ) from error


def _faults(errors: Any, where: Where) -> Iterator[Located]:
    """marshmallow's nested errors, each with the way to its value."""
    if isinstance(errors, dict):
        for step, below in errors.items():
            yield from _faults(below, where if step in {"_schema", "key", "value"} else (*where, step))
        return
    for error in errors:
        yield where, error if isinstance(error, Fault) else _in_our_words(error, where)


def _in_our_words(error: str, where: Where) -> Fault:
    if error == MARSHMALLOW_UNKNOWN:
        return Fault("unknown-field", f"{where[-1]!r} is no field here", "Take it out, or look at its spelling.")
    return BUILT_IN.get(error, NOT_A_MAPPING)


def _repeated(values: Any) -> Iterator[Located]:
    """Codes that stand twice in one list."""
    for name in LISTS:
        seen: set[str] = set()
        for place, entry in _entries(values, name):
            code = entry.get("code")
            if isinstance(code, str) and code in seen:
                yield (name, place, "code"), Fault("duplicate-code", f"{code} stands twice", "Choose another code.")
            seen.add(str(code))


def _unknown(values: Any) -> Iterator[Located]:
    """References of a code to what its lists do not have, and codes without any dimension."""
    known = {name: [str(entry.get("code")) for _, entry in _entries(values, name)] for name in LISTS}
    for place, entry in _entries(values, "codes"):
        dimensions = entry.get("dimensions")
        if dimensions == []:
            yield ("codes", place, "dimensions"), Fault("list-empty", "has no dimension", "Name at least one.")
        named: list[tuple[Where, str, Any]] = []
        named += [(("dimensions", at), "dimensions", code) for at, code in enumerate(_list(dimensions))]
        named += [((field,), listed, entry[field]) for field, listed in REFERENCES.items() if entry.get(field)]
        for way, listed, code in named:
            if isinstance(code, str) and code not in known[listed]:
                fault = Fault("unknown-reference", f"{code} is not among {listed}", did_you_mean(code, known[listed]))
                yield ("codes", place, *way), fault


def _entries(values: Any, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    listed = _list(values.get(name)) if isinstance(values, dict) else []
    return ((place, entry) for place, entry in enumerate(listed) if isinstance(entry, dict))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
