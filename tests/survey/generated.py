"""Surveys made by hypothesis: every field that a definition can have, not necessarily a sensible whole."""

from hypothesis import strategies as st

from ei_collect.language.text import Text
from ei_collect.survey.definition import Choice, Kind, Measure, Picture, Question, ReadAloud, Role, Row, Section, Survey
from ei_collect.survey.rules import COMPARISONS, AllOf, AnyOf, Compares, Includes, Is, IsAnswered, Not, Rule
from ei_collect.survey.schema import DIMENSIONS, LEVELS, STANCES_ASKED

codes = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
bodies = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20).filter(str.strip)
texts = st.builds(
    lambda source, others: Text("en", {"en": source, **others}),
    bodies,
    st.dictionaries(st.sampled_from(["ar", "so", "pl"]), bodies, max_size=3),
)
small = st.integers(-1000, 1000)


def rules() -> st.SearchStrategy[Rule]:
    """Rules of any shape."""
    leaf: st.SearchStrategy[Rule] = st.one_of(
        st.builds(Is, codes, codes),
        st.builds(Includes, codes, codes),
        st.builds(IsAnswered, codes, st.booleans()),
        st.builds(Compares, codes, st.sampled_from(sorted(COMPARISONS)), small),
    )
    return st.recursive(leaf, _joined, max_leaves=6)


def _joined(part: st.SearchStrategy[Rule]) -> st.SearchStrategy[Rule]:
    parts = st.lists(part, min_size=1, max_size=3).map(tuple)
    return st.one_of(st.builds(AllOf, parts), st.builds(AnyOf, parts), st.builds(Not, part))


choices = st.lists(st.builds(Choice, codes, texts, st.booleans(), st.booleans()), max_size=3).map(tuple)
rows = st.lists(st.builds(Row, codes, texts), max_size=2).map(tuple)
stored = st.from_regex(r"[0-9a-f]{64}\.(png|mp3)", fullmatch=True)
pictures = st.builds(Picture, st.sampled_from(["park.png", "a-b_2.jpeg"]), texts, st.just("") | stored)
readings = st.lists(
    st.builds(ReadAloud, st.sampled_from(["ar", "en", "so"]), stored), unique_by=lambda each: each.language
)
questions = st.builds(
    Question,
    code=codes,
    kind=st.sampled_from(Kind),
    label=texts,
    hint=st.none() | texts,
    why=st.none() | texts,
    choices=choices,
    required=st.booleans(),
    prefer_not_to_say=st.booleans(),
    dimensions=st.lists(st.sampled_from(DIMENSIONS), max_size=2).map(tuple),
    level=st.none() | st.sampled_from(LEVELS),
    asks_for=st.none() | st.sampled_from(STANCES_ASKED),
    measures=st.none() | st.builds(Measure, bodies, bodies),
    minimum=st.none() | small,
    maximum=st.none() | small,
    max_length=st.none() | st.integers(1, 9000),
    show_if=st.none() | rules(),
    dont_know=st.booleans(),
    random_order=st.booleans(),
    rows=rows,
    low=st.none() | texts,
    high=st.none() | texts,
    easy=st.none() | texts,
    picture=st.none() | pictures,
    aloud=readings.map(lambda each: tuple(sorted(each, key=lambda one: one.language))),
)
scaled = st.builds(
    lambda question, own, scale: question if question.choices else _with_scale(question, own, scale),
    questions,
    st.booleans(),
    st.sampled_from(["one", "two"]),
)
SCALES = {
    "one": (Choice("a", Text.of("A")), Choice("b", Text("en", {"en": "B", "so": "Be"}))),
    "two": (Choice("c", Text.of("C"), exclusive=True),),
}


def _with_scale(question: Question, own: bool, scale: str) -> Question:
    if own:
        return question
    return Question(**{**vars(question), "scale": scale, "choices": SCALES[scale]})


surveys = st.builds(
    Survey,
    slug=st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True),
    language=st.just("en"),
    title=texts,
    summary=texts,
    introduction=st.lists(texts, min_size=1, max_size=2).map(tuple),
    consent=st.lists(texts, min_size=1, max_size=2).map(tuple),
    thanks=texts,
    sections=st.lists(
        st.builds(
            Section,
            code=codes,
            title=texts,
            questions=st.lists(scaled, min_size=1, max_size=3).map(tuple),
            introduction=st.none() | texts,
            show_if=st.none() | rules(),
        ),
        min_size=1,
        max_size=3,
    ).map(tuple),
    roles=st.dictionaries(st.sampled_from(Role), codes, max_size=3),
)
