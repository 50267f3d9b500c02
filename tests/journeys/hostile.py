"""Strings made to break programs, and what is left of them on a page: their words, and whether any of them came alive."""

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from textwrap import dedent

from ei_collect.coding.coding import Scale, Stance

OWN = (
    "nul \x00 in the middle",
    "line\r\nends\rof\nevery kind",
    "C1 \x85 \x9b and the non-characters \ufffe \uffff",
    "\u2029paragraph\u2028",
    "<r>rich</r> _x0041_ &amp; &lt;b&gt; %s %(name)s {0} {{ 7 * 7 }} {% raw %}",
    "]]> --> </p></textarea></title></style></bdi><script>window.hostile = 1</script>",
    "<style>body { display: none }</style><base href='https://elsewhere.example/'>",
    "<img src='https://elsewhere.example/i.png' onerror='window.hostile = 2'>",
    '" autofocus onfocus="window.hostile = 3" x="',
    '=HYPERLINK("https://elsewhere.example/","look")',
    "＝1+1",
    "'[skipped]",
    "\ufefffirst a byte order mark",
    "\u202eback to front\u202c \u2066isolated",
)
"""What the files have not: characters that some format cannot hold, and markup that leaves a mark if it comes alive."""

A_PAGE = 100
PER_CANDIDATE = 4
LONGEST_TITLE = 300
COLUMNS = [(stance, scale) for stance in (Stance.ENABLER, Stance.BARRIER) for scale in Scale]


def hostile_strings(folder: Path) -> list[str]:
    """Every different string of every file in the folder, and our own: of JSON its strings, else the file and its lines."""
    found = [string for path in sorted(folder.iterdir()) for string in _strings(path)]
    return list(dict.fromkeys((*found, *OWN)))


def spoken(strings: list[str]) -> list[str]:
    """Those that say anything: white space alone is no answer."""
    return [string for string in strings if string.strip()]


def kept(string: str) -> str:
    """What the program keeps of what a form sent: all but the sort of a line's end, and NUL, which has a sign."""
    return string.replace("\r\n", "\n").replace("\0", "\u2400")


def _strings(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix == ".json":
        yield from (string for string in json.loads(text) if isinstance(string, str))
    else:
        yield from (text, *text.splitlines())


def survey(slug: str) -> str:
    """A survey with every kind of question, and a page of open ones, each kind as many as go through in one response."""
    texts = "".join(f"          - {{code: l{n}, kind: long_text, label: Long {n}}}\n" for n in range(A_PAGE))
    texts += "".join(f"          - {{code: s{n}, kind: short_text, label: Short {n}}}\n" for n in range(A_PAGE))
    return dedent(f"""
        slug: {slug}
        language: en
        title: What people write
        summary: Everything.
        introduction: [Hello.]
        consent: [It is your choice.]
        thanks: Thank you.
        roles: {{home_ward: ward}}
        sections:
          - code: closed
            title: Choices
            questions:
              - {{code: ward, kind: ward, label: Ward, prefer_not_to_say: true}}
              - {{code: one, kind: single, label: One, choices: [{{code: a, label: A}}, {{code: b, label: B}}]}}
              - {{code: some, kind: multiple, label: Some, choices: [{{code: a, label: A}}, {{code: b, label: B}}]}}
              - {{code: years, kind: number, label: Years, minimum: 0, maximum: 9}}
          - code: open
            title: Words
            questions:
    """) + texts.replace("          - ", "      - ")


def codebook(candidates: int) -> str:
    """A codebook with codes for so many candidates, and `hub` for one more behind which everything stands."""
    codes = ["hub", *(f"c{number}" for number in range(-(-candidates // len(COLUMNS))))]
    head = 'language: en\nversion: "1"\ndimensions: [{code: social, name: Social, definition: Being with others.}]\n'
    head += "policy_spheres: []\nsectors: []\ncross_cutting_issues: []\nstance_cues: {}\ncodes:\n"
    entry = (
        "  - {{code: {0}, name: Code {0}, definition: D, use_when: U, not_when: N, dimensions: [social], cues: {{}}}}\n"
    )
    return head + "".join(entry.format(code) for code in codes)


def by_candidate(strings: list[str]) -> list[list[str]]:
    """The strings in order, a few to a candidate: all are printed there, and together they are a title of its length."""
    groups: list[list[str]] = [[]]
    for string in strings:
        if len(groups[-1]) == PER_CANDIDATE or len(titled([*groups[-1], string])) > LONGEST_TITLE:
            groups.append([])
        groups[-1].append(string)
    return groups


def titled(strings: list[str]) -> str:
    """Strings as one title."""
    return " ¦ ".join(strings)


def key_of(number: int) -> tuple[str, Stance, Scale]:
    """Code, stance and scale of the candidate with this number."""
    code, column = divmod(number, len(COLUMNS))
    return f"c{code}", *COLUMNS[column]


class Held(HTMLParser):
    """What stands in each element of one sort (`p.words`, `blockquote`): its words, and the elements within."""

    def __init__(self, markup: str, sort: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tag, _, self.kind = sort.partition(".")
        self.words: list[str] = []
        self.within: set[str] = set()
        self.handlers: set[str] = set()
        self._open: list[str] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.handlers |= {name for name in given if name.startswith("on")}
        self.handlers |= {value for value in given.values() if value.strip().lower().startswith("javascript:")}
        if self._open:
            self.within.add(tag)
            self._open += [tag] if tag == self.tag else []
        elif tag == self.tag and (not self.kind or self.kind in given.get("class", "").split()):
            self._open.append(tag)
            self.words.append("")

    def handle_endtag(self, tag: str) -> None:
        if self._open and tag == self.tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open:
            self.words[-1] += data
