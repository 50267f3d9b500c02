"""Sheets of one survey, made as the program makes them, as pictures of their pages: to be filled in, spoiled, brought in."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pypdfium2

from ei_collect.fieldwork.layout import Layout
from ei_collect.fieldwork.numbering import paper_form
from ei_collect.fieldwork.paper_form import PaperForm
from ei_collect.operations.installation import Installation
from ei_collect.operations.sheets import MadeSheets, make_sheets
from ei_collect.projects.project import Project, User
from ei_collect.store.sheets import layout_of
from ei_collect.survey.definition import PublishedVersion
from tests.answering.surveys import publish_yaml
from tests.fieldwork.pens import SCALE, Picture
from tests.operations.sitting_opening import opened

SHORT = """
    slug: short
    language: en
    title: A short survey
    summary: Something of everything that has boxes.
    introduction: [Tell us.]
    consent: [You can stop.]
    thanks: Thank you.
    roles: {quote_consent: may_quote}
    scales:
      far:
        - {code: agree, label: I agree}
        - {code: neither, label: Neither}
        - {code: disagree, label: I disagree}
    sections:
      - code: all
        title: All of it
        questions:
          - code: often
            kind: single
            label: How often do you take the bus?
            choices: [{code: daily, label: Every day}, {code: weekly, label: Every week}, {code: never, label: Never}]
            dont_know: true
            prefer_not_to_say: true
          - code: home
            kind: yes_no
            label: Is your home here?
            choices: [{code: "yes", label: "Yes"}, {code: "no", label: "No"}]
          - code: why
            kind: long_text
            label: Why?
          - code: ways
            kind: multiple
            label: How do you get around?
            choices:
              - {code: foot, label: On foot}
              - {code: bike, label: By bike}
              - {code: bus, label: By bus}
              - {code: car, label: By car}
              - {code: taxi, label: By taxi}
              - {code: none, label: I stay at home, exclusive: true}
            prefer_not_to_say: true
          - code: near
            kind: grid
            label: What is it like near your home?
            scale: far
            rows:
              - {code: safe, label: It is safe}
              - {code: green, label: It is green}
              - {code: quiet, label: It is quiet}
          - code: happy
            kind: zero_to_ten
            label: How happy are you here?
            low: Not at all
            high: Very
          - code: may_quote
            kind: single
            label: May we print your words?
            choices: [{code: "yes", label: "Yes"}, {code: "no", label: "No"}]
"""


@dataclass(frozen=True)
class Hall:
    """A pile of sheets in a hall."""

    installation: Installation
    project: Project
    version: PublishedVersion
    language: str
    made: MadeSheets
    opened_by: User | None = None

    @cached_property
    def form(self) -> PaperForm:
        """What stands on each sheet."""
        return paper_form(self.version, self.language)

    @cached_property
    def layout(self) -> Layout:
        """Where it stands."""
        with self.installation.database.reading() as connection:
            layout = layout_of(connection, self.project.scope, self.made.sheets[0].code)
        assert layout is not None
        return layout

    @property
    def codes(self) -> list[str]:
        """The codes of the sheets, in the order in which they were printed."""
        return [sheet.code for sheet in self.made.sheets]

    def pages(self, number: int = 0) -> list[Picture]:
        """The pages of a sheet that are to be filled in, as they come out of the printer."""
        filled_in = len(self.layout.pages)
        return self._leaves(number)[-filled_in - filled_in % 2 :][:filled_in]

    def page_to_keep(self, number: int = 0) -> Picture:
        """What whoever fills in a sheet keeps of it."""
        return self._leaves(number)[0]

    def _leaves(self, number: int) -> list[Picture]:
        """Every page of a sheet, empty backs as well."""
        document = pypdfium2.PdfDocument(self.made.pdf)
        try:
            each = len(document) // len(self.made.sheets)
            leaves = (document[place] for place in range(number * each, (number + 1) * each))
            return [np.array(leaf.render(scale=SCALE, grayscale=True).to_numpy()).squeeze() for leaf in leaves]
        finally:
            document.close()


def hall(
    installation: Installation,
    project: Project,
    count: int,
    *,
    language: str = "en",
    large_print: bool = False,
    opened_by: User | None = None,
    keeps_scans: bool = False,
) -> Hall:
    """So many sheets of the short survey; where a user is named, of a sitting that they opened."""
    version = publish_yaml(installation, project, SHORT, languages=("en", "ar"))
    plan = {"surveys": (version.survey.slug,), "keeps_scans": keeps_scans}
    sitting = opened(installation, project, opened_by, **plan) if opened_by else None
    made = make_sheets(
        installation,
        project.scope,
        version,
        language,
        count=count,
        large_print=large_print,
        sitting_id=sitting.id if sitting else None,
    )
    return Hall(installation, project, version, language, made, opened_by)
