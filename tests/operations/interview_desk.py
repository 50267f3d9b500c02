"""A town with an interview guide and people who key interviews, for tests."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ei_collect.answering.receipts import mint
from ei_collect.answering.response import Response
from ei_collect.fieldwork.interview import Interview
from ei_collect.fieldwork.sitting import Sitting
from ei_collect.operations.asking import Asking
from ei_collect.operations.installation import Installation
from ei_collect.operations.interview_desk import Interviewer, guide_named
from ei_collect.operations.interview_finishing import finish
from ei_collect.operations.interviewing import begin, save_facts, save_section, take_up
from ei_collect.operations.places import ship_wards
from ei_collect.projects.project import MemberRole, Permission, Project
from ei_collect.store.responses import stream_responses
from tests.answering.surveys import publish_yaml
from tests.coded import joins

GUIDE = """
    slug: our-guide
    instrument: interview
    language: en
    title: Tell us of your street
    summary: A conversation.
    introduction: [Thank you for your time.]
    consent: ["You can stop at any time.", "Do you agree to take part?"]
    thanks: Thank you for your words.
    roles: {home_ward: ward, quote_consent: may_quote}
    sections:
      - code: street
        title: Your street
        questions:
          - {code: ward, kind: ward, label: "Where do you live?", why: "It helps.", prefer_not_to_say: true}
          - code: tour
            kind: long_text
            label: Where would you take me?
            asks_for: either
            dimensions: [spatial]
            probes: ["Who would we meet?", "What has changed?"]
          - {code: brings, kind: long_text, label: "What brings people together?", asks_for: enabler}
      - code: ending
        title: The end
        questions:
          - code: ways
            kind: multiple
            label: How do you get about?
            dont_know: true
            choices: [{code: foot, label: On foot}, {code: other, label: Otherwise, other: true}]
          - code: may_quote
            kind: single
            label: May we show your words?
            choices: [{code: "yes", label: "Yes"}, {code: "no", label: "No"}]
"""
FACTS = {"role": "community_researcher", "agreed": "yes", "consent_how": "orally"}
SAID = "We meet at the bench.\nKingfisher."
NOTED = "She pointed at the bench. Heron."
FILLED_IN: tuple[Mapping[str, str], ...] = (
    {"q_ward": "E05010885", "q_tour": SAID, "notes_tour": NOTED, "unasked_brings": "1"},
    {"q_ways": "foot", "q_may_quote": "yes"},
)


@dataclass
class Interviews:
    """The town: its guide, and whoever keys."""

    installation: Installation
    project: Project
    people: dict[str, Interviewer] = field(default_factory=dict)

    @property
    def guide(self) -> Asking:
        """The guide as it is offered now."""
        return guide_named(self.installation, self.project, "our-guide")

    def person(self, name: str, role: MemberRole = MemberRole.FIELDWORKER) -> Interviewer:
        """Somebody who keys; the same for the same name."""
        if name not in self.people:
            user = joins(self.installation, self.project, f"{name}@example.org", role)
            every, reads = role.may(Permission.SEE_EVERY_SITTING), role.may(Permission.READ_WORDS)
            self.people[name] = Interviewer(user, self.project, every=every, reads=reads)
        return self.people[name]

    def begins(self, who: Interviewer, language: str = "en", sitting: Sitting | None = None) -> Interview:
        """Begin without a printed guide."""
        return begin(self.installation, who, self.guide, language, sitting)

    def types(
        self,
        who: Interviewer,
        interview: Interview,
        changes: Mapping[str, str] | None = None,
        facts: Mapping[str, str] | None = None,
    ) -> None:
        """Key a whole interview, with these changes."""
        save_facts(self.installation, who, interview.code, _form({**FACTS, **(facts or {})}), interview.language)
        for number, page in enumerate(FILLED_IN, start=1):
            save_section(self.installation, who, interview.code, number, _form({**page, **(changes or {})}))

    def holds(self, changes: Mapping[str, str] | None = None, *, language: str = "en") -> tuple[Interview, str]:
        """A whole interview, keyed by a fieldworker and finished; with the code of its slip."""
        who, slip = self.person("amina"), mint()
        interview = self.begins(who, language)
        self.types(who, interview, changes)
        finish(self.installation, who, interview.code, slip)
        return interview, slip

    def takes_up(self, who: Interviewer, code: str) -> Interview:
        """Begin with a printed guide."""
        return take_up(self.installation, who, code)

    def responses(self) -> list[Response]:
        """All that is kept."""
        with self.installation.database.reading() as connection:
            return list(stream_responses(connection, self.project.scope, "our-guide"))


def interviews_of(
    installation: Installation, project: Project, *, languages: tuple[str, ...] = ("en", "ar")
) -> Interviews:
    """The town with its guide in these languages."""
    ship_wards(installation)
    publish_yaml(installation, project, GUIDE, languages=languages)
    return Interviews(installation, project)


def _form(fields: Mapping[str, str]) -> dict[str, list[str]]:
    return {name: [value] for name, value in fields.items()}
