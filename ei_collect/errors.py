"""The one family of errors and findings.

They become an HTTP answer in `web/problems.py` and an exit status in `cli`, nowhere else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, order=True)
class Finding:
    """One fault: `where` names file, line, row or question; `mend` says what would be right."""

    where: str
    code: str
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what} [{self.code}] {self.mend}"


class CollectError(Exception):
    """Whatever this program refuses or cannot do, with every finding behind it."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(map(str, self.findings)))

    @classmethod
    def of(cls, code: str, what: str, *, where: str, mend: str) -> Self:
        """An error of this class with a single finding."""
        return cls([Finding(where=where, code=code, what=what, mend=mend)])


class ConfigError(CollectError):
    """The environment does not make a usable configuration."""


class DefinitionError(CollectError):
    """A survey, codebook or catalogue file is faulty."""


class InputError(CollectError):
    """What a person typed or a file carried cannot be used as it is."""


class NotFoundError(CollectError):
    """There is no such thing, or none that the asker may know of."""


class GoneError(CollectError):
    """What was here is over: answers that were taken back, or a round that has closed."""


class BusyError(CollectError):
    """Nothing is wrong, but it cannot be done now: to be tried again in a moment."""


class AbsentError(CollectError):
    """Something that the program needs outside itself (a file, a database, a library) is not there."""


class UnavailableError(AbsentError):
    """What is usually there is not at the moment: the database, the files, room on the disk. Nothing kept is lost."""


class UnreadableError(AbsentError):
    """A file that a command was given cannot be read at all, so that nothing of it was used."""
