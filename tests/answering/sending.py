"""A page of a survey sent without a browser, by somebody who has agreed to take part."""

from collections.abc import Mapping

from ei_collect.operations.answering import PageSent, SectionOutcome, save_section
from ei_collect.operations.installation import Installation

AGREED = "I agree to take part."


def saves(
    installation: Installation, survey: str, key: str, section: str, form: Mapping[str, list[str]]
) -> SectionOutcome:
    """Save what was typed into a section."""
    return save_section(installation, survey, key, section, PageSent(dict(form), "en", agreement=AGREED))
