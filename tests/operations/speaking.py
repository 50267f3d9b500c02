"""A person who answers by speaking, without a browser."""

from dataclasses import dataclass, field

from ei_collect.answering.receipts import key_hash, mint
from ei_collect.answering.response import Response
from ei_collect.operations.answering import Closing, submit
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import Kept
from ei_collect.operations.recording import SoundSent, keep_recording, take_away
from ei_collect.operations.sounds import sounds
from ei_collect.projects.project import Project
from ei_collect.store.recordings import Recording
from ei_collect.store.responses import find_by_key
from tests.answering.sending import AGREED, saves
from tests.sounds import SLUG, WEBM

CONSENT = "We keep the sound.\nI agree."


@dataclass
class Speaker:
    """Somebody with a code."""

    installation: Installation
    project: Project
    key: str = field(default_factory=mint)

    def speaks(self, content: bytes = WEBM, language: str = "en", **facts: object) -> Recording:
        """Record an answer, agreeing to it unless `facts` say otherwise."""
        usual = {"consent": CONSENT, "seconds": 12, "agreement": AGREED}
        sound = SoundSent(content, language, **{**usual, **facts})  # type: ignore[arg-type]  # facts of any kind
        return keep_recording(self.installation, SLUG, self.key, "belong", sound)

    def types(self, **answers: str) -> None:
        """Save the section with words, as its page would."""
        saves(self.installation, SLUG, self.key, "tell", {f"q_{code}": [said] for code, said in answers.items()})

    def deletes(self) -> None:
        """Take the recording away."""
        take_away(self.installation, SLUG, self.key, "belong", "en")

    def sends(self) -> Kept:
        """Send everything; the code may show it."""
        return submit(self.installation, SLUG, self.key, Closing("en", readable=True))

    @property
    def sent(self) -> Response | None:
        """What was sent."""
        hashed = key_hash(self.installation.config.secret_key, self.key)
        with self.installation.database.reading() as connection:
            return find_by_key(connection, self.project.scope, hashed)


def files(installation: Installation) -> set[str]:
    """The names of all files of sound that there are."""
    return set(sounds(installation).names())
