"""Words that somebody gave, by themselves; how they stand in an answer is in `response` and `photographs`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """Free text exactly as given. `language` is that of the words where someone declared it, else None."""

    body: str
    language: str | None = None
