"""Paper sheets of a survey: the page that somebody keeps, with their code in a slip, and the pages that they fill in.

What is the same for all sheets is set and drawn once. Each sheet begins on the front of a leaf, and so do its pages to
be filled in, whether it is printed on one side or on both.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ei_collect.fieldwork.drawing import EMPTY, Drawn, draw, print_upon
from ei_collect.fieldwork.layout import Layout
from ei_collect.fieldwork.numbering import paper_form
from ei_collect.fieldwork.sheet_code import page_code, shown_sheet_code
from ei_collect.language.catalogues import Catalogue
from ei_collect.places.qr import QrCode, qr_code
from ei_collect.places.typesetting import Typesetter
from ei_collect.projects.project import Project
from ei_collect.survey.definition import PublishedVersion, Survey
from ei_collect.survey.duration import minutes
from ei_collect.survey.instrument import Instrument

CORNERS = ("top-left", "top-right", "bottom-right", "bottom-left")
CORNER_POINTS = ((29.76, 29.76), (565.51, 29.76), (565.51, 812.13), (29.76, 812.13))
"""The middles of the black squares, 10.5 mm from the edges (see `paper_stamps.css`)."""
AT_ONCE = 20
"""Sheets whose codes are drawn together: more of them take more memory."""
SLIP_MILLIMETRES = {False: 66, True: 96}
"""How much of the page to keep belongs to the slip; in large print more."""


@dataclass(frozen=True)
class PaperFacts:
    """What is printed for everybody. `is_draft`: no speaker has checked the translation. `pictures` maps the stored
    name of a picture to a `data:` address.
    """

    project: Project
    version: PublishedVersion
    language: str
    base_url: str
    is_draft: bool = False
    large_print: bool = False
    pictures: Mapping[str, str] = field(default_factory=dict)

    @property
    def survey(self) -> Survey:
        """The survey itself."""
        return self.version.survey

    @property
    def receipt_address(self) -> str:
        """Where a code is asked for."""
        return f"{self.base_url}/{self.language}/r"


@dataclass(frozen=True)
class SheetCodes:
    """What differs from sheet to sheet: its own code, and the respondent's."""

    code: str
    receipt_code: str


@dataclass(frozen=True)
class _Stamped:
    """The codes of a sheet as they are printed."""

    shown_code: str
    receipt_code: str
    way_back: QrCode
    pages: tuple[QrCode, ...]


class SheetPress:
    """Prints sheets of one survey in one language and one size of letters; `filled_in` is the template of the pages
    that are filled in.
    """

    def __init__(self, facts: PaperFacts, interface: Catalogue, filled_in: str = "paper.html") -> None:
        self._facts = facts
        self._template = filled_in
        self._typesetter = Typesetter({facts.language: interface}, "ei_collect.fieldwork")
        self._form = paper_form(facts.version, facts.language, interface)

    @property
    def layout(self) -> Layout:
        """Where boxes and rooms are on the pages to be filled in."""
        return Layout(self._filled_in.spots, CORNER_POINTS)

    def printed(self, sheets: Sequence[SheetCodes]) -> bytes:
        """The sheets in a PDF, one after the other."""
        kept, filled_in = len(self._kept.spots), len(self._filled_in.spots)
        to_keep, to_fill_in = range(kept), range(kept, kept + filled_in)
        order = [*to_keep, *[EMPTY] * (kept % 2), *to_fill_in, *[EMPTY] * (filled_in % 2)]
        stamps = (self._stamps(sheets[start : start + AT_ONCE]) for start in range(0, len(sheets), AT_ONCE))
        return print_upon([self._kept.pdf, self._filled_in.pdf], order, stamps)

    def _stamps(self, sheets: Sequence[SheetCodes]) -> bytes:
        """What differs from sheet to sheet, a page for each of its pages."""
        kept, filled_in = len(self._kept.spots), len(self._filled_in.spots)
        page = self._set(
            "paper_stamps.html",
            sheets=list(self._stamped(sheets, filled_in)),
            corners=CORNERS,
            empty_after_keep=kept - 1 + kept % 2,
            empty_at_end=filled_in % 2,
        )
        return draw(page).pdf

    @cached_property
    def _kept(self) -> Drawn:
        facts, is_talk = self._facts, self._facts.survey.instrument is Instrument.INTERVIEW
        page = self._set(
            "paper_keep.html",
            project=facts.project,
            is_draft=facts.is_draft,
            minutes=0 if is_talk else minutes(facts.survey),  # a talk takes its time
            slip_height=SLIP_MILLIMETRES[facts.large_print],
        )
        return draw(page)

    @cached_property
    def _filled_in(self) -> Drawn:
        return draw(self._set(self._template, form=self._form, pictures=self._facts.pictures))

    def _set(self, template: str, **more: object) -> str:
        facts = self._facts
        return self._typesetter.set_page(
            template,
            language=self._typesetter.speak(facts.language),
            survey=facts.survey,
            large=facts.large_print,
            address=facts.receipt_address.partition("://")[2],
            **more,
        )

    def _stamped(self, sheets: Sequence[SheetCodes], pages: int) -> Iterator[_Stamped]:
        for sheet in sheets:
            yield _Stamped(
                shown_sheet_code(sheet.code),
                sheet.receipt_code,
                qr_code(f"{self._facts.receipt_address}#{sheet.receipt_code}"),
                tuple(qr_code(page_code(sheet.code, number), outdoors=True) for number in range(1, pages + 1)),
            )
