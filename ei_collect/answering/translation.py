"""A translation of somebody's words. It stands beside them, marked who or what made it, and never instead of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Translation:
    """Words in another language. `by` names the member of staff who wrote or brought it, "" where they are gone.

    `tool` is what made it, such as the name of a program; "" where a person did.
    """

    language: str
    body: str
    by: str
    tool: str = ""

    @property
    def made(self) -> str:
        """Who or what made it, in words."""
        if self.tool:
            return f"machine translation by {self.tool}"
        return f"translated by {self.by}" if self.by else "translated by a person"
