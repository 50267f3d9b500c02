"""Finding cues: word starts, whole words, longest match, languages."""

from ei_collect.coding.cues import Cues, CuesByLanguage, fold


def _found(cues: list[str], body: str) -> list[str]:
    return [match.cue for match in Cues.of((cue, cue) for cue in cues).find(body)]


def test_cue_when_at_the_start_of_a_word_then_found_whatever_the_case() -> None:
    assert _found(["friend"], "My FRIENDS befriend me") == ["friend"]


def test_cue_when_marked_whole_then_not_found_in_a_longer_word() -> None:
    assert _found(["bus$"], "A busy bus.") == ["bus"]


def test_cue_when_within_a_longer_one_then_only_the_longer_counts() -> None:
    assert _found(["feel safe", "don't feel safe", "safe"], "I don’t feel safe here, be safe") == [
        "don't feel safe",
        "safe",
    ]


def test_cue_when_phrase_runs_over_a_line_then_found() -> None:
    assert _found(["bus number"], "the bus\nnumber 73") == ["bus number"]


def test_cue_when_arabic_has_the_article_before_it_then_found() -> None:
    assert _found(["حافلة"], "والحافلة متأخرة") == ["حافلة"]


def test_span_when_letters_change_length_in_small_letters_then_still_exact() -> None:
    body = "İstanbul café: the BUS"
    (match,) = Cues.of([("bus", "b")]).find(body)
    assert body[match.span.start : match.span.stop] == "BUS"
    assert len(fold(body)) == len(body)


def test_language_when_it_has_no_match_then_english_is_tried() -> None:
    cues = CuesByLanguage.of({"en": [("bus", 1)], "pl": [("autobus", 2)]})
    assert [match.meaning for match in cues.find("autobus i bus", "pl")] == [2]
    assert [match.meaning for match in cues.find("the bus", "pl")] == [1]
    assert [match.meaning for match in cues.find("the bus", "fr")] == [1]


def test_language_when_unknown_then_all_cues_are_tried() -> None:
    cues = CuesByLanguage.of({"en": [("bus", 1)], "pl": [("autobus", 2)]})
    assert [match.meaning for match in cues.find("autobus, bus", "")] == [2, 1]
    assert [match.meaning for match in cues.find("autobus", "pl-PL")] == [2]
