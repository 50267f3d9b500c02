"""Finding cues in a text: at the start of a word, whatever the case, the longest wins. Their meaning is given."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from ei_collect.coding.coding import Span

Meaning = TypeVar("Meaning")
WHOLE_WORD = "$"
FALLBACK = "en"
UNKNOWN = frozenset({"", "und", "mul", "zxx"})

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'"})
_ARABIC = "\u0600", "\u06ff"
# What Arabic writes together with the word that follows: and, so; in, like, to; the.
_ARABIC_PREFIXES = (
    *("ال", "و", "ف", "ب", "ك", "ل", "لل", "وال", "فال", "بال", "كال", "ولل"),
    *("وب", "ول", "وك", "فب", "فل", "وبال", "وكال", "فبال"),
)


@dataclass(frozen=True)
class Match(Generic[Meaning]):
    """One cue found: where, as it stands in the codebook without its mark for whole words, and what it hints at."""

    span: Span
    cue: str
    meaning: Meaning


@dataclass(frozen=True)
class Cues(Generic[Meaning]):
    """Cues by how they begin, made once and looked up at each word of many texts."""

    _by_beginning: dict[str, list[tuple[str, bool, Meaning]]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, Meaning]]) -> "Cues[Meaning]":
        """The cues of `pairs` of a cue as written in a codebook and its meaning."""
        made = cls()
        for written, meaning in pairs:
            cue = fold(written.removesuffix(WHOLE_WORD))
            made._by_beginning[cue[:2]].append((cue, written.endswith(WHOLE_WORD), meaning))
        return made

    def find(self, body: str) -> tuple[Match[Meaning], ...]:
        """Every cue in `body`, in order; one that lies within a longer one does not count."""
        folded = fold(body)
        return tuple(_longest(match for start in _word_starts(folded) for match in self._at(folded, start)))

    def _at(self, folded: str, start: int) -> Iterable[Match[Meaning]]:
        for cue, whole, meaning in self._by_beginning.get(folded[start : start + 2], ()):
            stop = start + len(cue)
            if folded.startswith(cue, start) and not (whole and _is_word(folded[stop : stop + 1])):
                yield Match(Span(start, stop), cue, meaning)


@dataclass(frozen=True)
class CuesByLanguage(Generic[Meaning]):
    """The cues of each language, and all of them together for words whose language nobody knows."""

    languages: Mapping[str, Cues[Meaning]]
    together: Cues[Meaning]

    @classmethod
    def of(cls, pairs: Mapping[str, Sequence[tuple[str, Meaning]]]) -> "CuesByLanguage[Meaning]":
        """From language codes to the pairs of a cue and its meaning."""
        every = [pair for of_language in pairs.values() for pair in of_language]
        return cls({language: Cues.of(of_language) for language, of_language in pairs.items()}, Cues.of(every))

    def find(self, body: str, language: str) -> tuple[Match[Meaning], ...]:
        """The cues of this language in `body`; those of FALLBACK where it has none or none is found, as people mix."""
        if language in UNKNOWN:
            return self.together.find(body)
        for tried in dict.fromkeys((language.split("-", maxsplit=1)[0], FALLBACK)):
            if tried in self.languages and (found := self.languages[tried].find(body)):
                return found
        return ()


def fold(words: str) -> str:
    """`words` in small letters with straight apostrophes and plain spaces, each character still at its place."""
    small = (character.lower() if len(character.lower()) == 1 else character for character in words)
    return "".join(" " if character.isspace() else character for character in small).translate(_APOSTROPHES)


def _word_starts(folded: str) -> Sequence[int]:
    starts = []
    for at, character in enumerate(folded):
        if not _is_word(character) or (at and _is_word(folded[at - 1])):
            continue
        starts.append(at)
        if _ARABIC[0] <= character <= _ARABIC[1]:
            starts += [at + len(prefix) for prefix in _ARABIC_PREFIXES if folded.startswith(prefix, at)]
    return starts


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _longest(matches: Iterable[Match[Meaning]]) -> Iterator[Match[Meaning]]:
    """The matches that lie within no longer one; several of the same span all stay."""
    furthest = Span(0, 0)
    for match in sorted(matches, key=lambda each: (each.span.start, -each.span.stop)):
        if match.span.stop > furthest.stop:
            furthest = match.span
        if match.span == furthest:
            yield match
