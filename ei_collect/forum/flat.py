"""The pack for other programs: its candidates as CSV, and all of it as JSON. Every character is kept as it is."""

import csv
from io import StringIO
from typing import Any

import orjson

from ei_collect.analysis.cells import defuse
from ei_collect.analysis.who_answered import CHOSE_TO, AnswerGroup, PeopleTable
from ei_collect.answering.translation import Translation
from ei_collect.forum.pack import DimensionPart, Excerpt, ForumCandidate, ForumPack, OppositePlace, Side
from ei_collect.forum.photo import ForumPhoto

BETWEEN = "|"
COLUMNS = (
    "candidate_id",
    "stance",
    "dimensions",
    "code",
    "scale",
    "title",
    "wards",
    "excerpts",
    "people",
    "status",
    "policy_sphere",
    "cross_cutting",
    "synthetic",
    "notice",
)


def to_csv(pack: ForumPack) -> bytes:
    """One line a candidate in UTF-8, without a byte order mark; lists are joined by `|`, and no cell is a formula."""
    held = StringIO()
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for candidate in pack.candidates:
        writer.writerow([defuse(cell) for cell in _cells(candidate, "; ".join(pack.notices))])
    return held.getvalue().encode()


def to_json(pack: ForumPack) -> bytes:
    """The whole pack in UTF-8."""
    project = pack.project
    content = {
        "project": {
            "slug": project.slug,
            "name": project.name,
            "wave": project.wave,
            "contact": project.contact,
            "starts_on": project.starts_on,
            "ends_on": project.ends_on,
            "surveys": project.surveys,
            "languages": [vars(language) for language in project.languages],
        },
        "built_on": pack.built_on,
        "draft": pack.draft,
        "notice": "; ".join(pack.notices),
        "synthetic": pack.synthetic,
        "who_answered": {"note": CHOSE_TO, "groups": [_group(group) for group in pack.groups]},
        "candidates": [_candidate(candidate) for candidate in pack.candidates],
        "opposites": [_opposite(place) for place in pack.opposites],
        "opposites_untold": pack.opposites_untold,
        "photos": [_photo(photo) for photo in pack.photos],
        "dimensions": [_dimension(part) for part in pack.dimensions],
        "cross_cutting_issues": [
            {"code": issue.code, "name": issue.name, "candidates": [candidate.id for candidate in issue.candidates]}
            for issue in pack.issues
        ],
    }
    return orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _cells(candidate: ForumCandidate, notice: str) -> list[str]:
    notes = (candidate.wards_note,) if candidate.wards_note else ()
    return [
        candidate.id,
        candidate.stance.value,
        BETWEEN.join(candidate.dimensions),
        candidate.code,
        candidate.scale.value,
        candidate.title,
        BETWEEN.join((*candidate.wards, *notes)),
        BETWEEN.join(excerpt.id for excerpt in candidate.excerpts),
        candidate.people,
        candidate.status,
        candidate.policy_sphere,
        candidate.cross_cutting or "",
        "yes" if candidate.synthetic else "no",
        notice,
    ]


def _candidate(candidate: ForumCandidate) -> dict[str, Any]:
    return {
        "candidate_id": candidate.id,
        "stance": candidate.stance.value,
        "dimensions": candidate.dimensions,
        "code": candidate.code,
        "scale": candidate.scale.value,
        "title": candidate.title,
        "wards": candidate.wards,
        "wards_note": candidate.wards_note or None,
        "people": candidate.people,
        "status": candidate.status,
        "policy_sphere": candidate.policy_sphere or None,
        "cross_cutting": candidate.cross_cutting,
        "synthetic": candidate.synthetic,
        "excerpts": [_excerpt(excerpt) for excerpt in candidate.excerpts],
    }


def _excerpt(excerpt: Excerpt) -> dict[str, Any]:
    return {
        "id": excerpt.id,
        "text": excerpt.text,
        "language": excerpt.language,
        "place": excerpt.place,
        "source": excerpt.source,
        "quote": excerpt.text is not None,
        "withheld": excerpt.withheld,
        "synthetic": excerpt.synthetic,
        "confirmed": excerpt.confirmed,
        "mark": excerpt.mark or None,
    }


def _opposite(place: OppositePlace) -> dict[str, Any]:
    return {
        "place": place.place or None,
        "enablers": [_side(side) for side in place.enablers],
        "barriers": [_side(side) for side in place.barriers],
    }


def _side(side: Side) -> dict[str, Any]:
    """Only excerpts whose words stand under the place: an identifier would join others to where they may not stand."""
    printed = [excerpt.id for excerpt in side.excerpts if excerpt.text is not None]
    return {"candidate_id": side.candidate.id, "excerpts": printed}


def _photo(photo: ForumPhoto) -> dict[str, Any]:
    """What stands beside a photo; the picture itself is in the page."""
    return {
        "photo_id": photo.id,
        "alt": photo.alt,
        "caption": photo.caption,
        "language": photo.language,
        "translation": _translation(photo.translation),
        "withheld": photo.withheld or None,
        "feeling": photo.feeling or None,
        "place": photo.place or None,
        "ward": photo.ward or None,
        "may_be_published": photo.published,
        "synthetic": photo.synthetic,
        "sha256": photo.digest,
    }


def _translation(made: Translation | None) -> dict[str, Any] | None:
    """The caption once more in another language; `made` says who or what translated it."""
    if made is None:
        return None
    return {"language": made.language, "text": made.body, "made": made.made, "tool": made.tool or None}


def _dimension(part: DimensionPart) -> dict[str, Any]:
    enablers, barriers = ([entry.id for entry in (*side.candidates, *side.also)] for side in part.sides)
    return {"code": part.code, "name": part.name, "enablers": enablers, "barriers": barriers}


def _group(group: AnswerGroup) -> dict[str, Any]:
    return {
        "origin": group.origin.value,
        "heading": group.heading,
        "about": group.about,
        "total": group.total,
        "missing": group.missing,
        "tables": [_table(table) for table in group.tables],
    }


def _table(table: PeopleTable) -> dict[str, Any]:
    rows = [{"label": label, "people": row.people} for row in table.rows for label in row.labels]
    return {"trait": table.trait.value, "caption": table.caption, "rows": rows, "total": table.total}
