"""Surveys under test: a small head and whatever sections the test writes."""

from pathlib import Path
from textwrap import dedent, indent

from ei_collect.survey.definition import Survey
from ei_collect.survey.loading import examine_text

HEAD = """slug: small
language: en
title: A small survey
summary: It asks little.
introduction: [Welcome.]
consent: [You may stop.]
thanks: Thank you.
"""
FILE = Path("small.yaml")


def survey_text(sections: str, *, roles: str = "", scales: str = "") -> str:
    """The file of a survey with these sections, roles and scales."""
    parts = {"roles": roles, "scales": scales, "sections": sections}
    return HEAD + "".join(f"{name}:\n{indent(dedent(body), '  ')}\n" for name, body in parts.items() if body)


def section(code: str, *questions: str, more: str = "") -> str:
    """A section with questions in YAML's flow style, each without its braces."""
    lines = "".join(f"    - {{{question}}}\n" for question in questions)
    return f"- code: {code}\n  title: About {code}\n{indent(more, '  ')}\n  questions:\n{lines}"


def survey_of(text: str) -> Survey:
    """The survey in a text that must be without findings."""
    loaded = examine_text(FILE, text)
    assert loaded.survey is not None
    assert loaded.findings == ()
    return loaded.survey


def found(text: str) -> list[tuple[str, str]]:
    """The code and the place of every finding, in order."""
    findings = examine_text(FILE, text).findings
    return [(finding.code, finding.where.partition(" ")[2]) for finding in findings]
