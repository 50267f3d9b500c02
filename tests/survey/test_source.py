"""YAML read strictly, with the line of everything."""

from pathlib import Path

import pytest

from ei_collect.survey.source import read_source, read_text

FILE = Path("a.yaml")


def test_words_when_they_look_like_booleans_or_dates_then_they_stay_words() -> None:
    source, faults = read_text(FILE, "a: yes\nb: no\nc: on\nd: 2026-01-02\ne: 010\nf: 1.5\ng: 0x10\nh: True\n")
    assert faults == []
    assert list(source.values.values()) == ["yes", "no", "on", "2026-01-02", "010", "1.5", "0x10", "True"]


def test_numbers_flags_and_nothing_when_plain_then_they_are_that() -> None:
    source, _ = read_text(FILE, "a: 12\nb: -3\nc: true\nd: false\ne:\nf: null\ng: '12'\n")
    assert list(source.values.values()) == [12, -3, True, False, None, None, "12"]


def test_lines_when_asked_then_of_the_thing_or_of_what_is_around_it() -> None:
    source, _ = read_text(FILE, "a:\n  - code: x\n    b: 1\n  - code: y\n")
    assert source.line(("a", 0, "b")) == 3
    assert source.line(("a", 1)) == 4
    assert source.line(("a", 1, "absent")) == 4
    assert source.line(("elsewhere",)) == 1


def test_place_when_named_then_by_code_or_by_number_from_one() -> None:
    source, _ = read_text(FILE, "a:\n  - code: x\n    b: [1, 2]\n  - {}\n")
    assert source.named(("a", 0, "b", 1)) == "a.x.b.2"
    assert source.named(("a", 1, "label")) == "a.2.label"


def test_key_when_it_stands_twice_then_found_at_the_second_with_both_lines() -> None:
    source, faults = read_text(FILE, "a: 1\nb: 2\na: 3\n")
    assert [str(finding) for finding in source.findings(faults)] == [
        "a.yaml:3 a: stands twice, on line 1 and again on line 3 [duplicate-key] Keep one of the two."
    ]


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("", 1, "empty"),
        ("# only a remark\n", 1, "empty"),
        ("a:\n\t- x\n", 2, "never with tabs"),
        ("a: 1\nb: x: y\n", 2, "quotes"),
        ("a: {b: Who?, c: d}\n", 1, "question mark"),
        ("a: [1\nb: 2\n", 2, "no YAML"),
        ("a: &x 1\nb: *x\n", 2, "alias"),
        ("a: 1\n---\nb: 2\n", 2, "another document"),
        ("a: 1\nb: \x07\n", 2, "character"),
        ("a: !!python/object:os.system ls\n", 1, "tag"),
        ("a: !!int ten\n", 1, "tag"),
        ("[" * 5000, 1, "without end"),
        ("a: " + "[" * 60 + "]" * 60, 1, "nested too deeply"),
    ],
)
def test_text_when_it_is_no_yaml_for_us_then_one_finding_with_line_and_mend(text: str, line: int, word: str) -> None:
    source, faults = read_text(FILE, text)
    (finding,) = source.findings(faults)
    assert finding.where.startswith(f"a.yaml:{line}")
    assert word in str(finding)


def test_file_when_absent_then_a_finding(tmp_path: Path) -> None:
    _, faults = read_source(tmp_path / "none.yaml")
    assert [fault.code for _, fault in faults] == ["file-absent"]


def test_file_when_not_utf8_then_a_finding_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "latin.yaml"
    path.write_bytes(b"a: 1\nb: caf\xe9\n")
    source, faults = read_source(path)
    assert [finding.where for finding in source.findings(faults)] == [f"{path}:2"]


def test_file_when_it_begins_with_a_mark_of_byte_order_then_read(tmp_path: Path) -> None:
    path = tmp_path / "bom.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\n")
    assert read_source(path)[0].values == {"a": 1}
