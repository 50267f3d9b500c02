"""Bringing a catalogue up to date with its template without losing what translators wrote."""

from babel.messages.catalog import Catalog, Message

from ei_collect.language.catalogues import Key, forms_of, key_of
from ei_collect.language.languages import locale_of

FUZZY = "fuzzy"


def merged(template: Catalog, old: Catalog | None, language: str) -> Catalog:
    """The template's messages in its order, each with the translation and the comments that `old` has for it.

    Where the source words of a wording (a context with one message) have changed, the translation stays, marked fuzzy,
    for a translator to mend; fuzzy counts as missing. What the template no longer has is kept aside as obsolete.
    """
    fresh = Catalog(locale=locale_of(language), fuzzy=False)
    kept = {key_of(message): message for message in _all(old)}
    for wanted in (message for message in template if message.id):
        same = kept.pop(key_of(wanted), None)
        _add(fresh, wanted, same, flags=same.flags if same else ())
    for wanted in [message for message in fresh if message.id and not _is_translated(message)]:
        before = _reworded(kept, wanted, template)
        if before is not None and _fits(wanted, before):
            wanted.string = before.string
            wanted.user_comments = before.user_comments
            wanted.flags |= {FUZZY}
            del kept[key_of(before)]
    fresh.obsolete.update({str(key): message for key, message in kept.items() if _is_translated(message)})
    return fresh


def _all(catalog: Catalog | None) -> list[Message]:
    """Every message, obsolete ones first, so that a living one of the same key comes last and wins."""
    if catalog is None:
        return []
    return [*catalog.obsolete.values(), *(message for message in catalog if message.id)]


def _add(fresh: Catalog, wanted: Message, same: Message | None, flags: set[str] | tuple[()]) -> None:
    usable = same if same is not None and _fits(wanted, same) else None
    fresh.add(
        wanted.id,
        usable.string if usable else None,
        wanted.locations,
        flags=flags,
        auto_comments=wanted.auto_comments,
        user_comments=usable.user_comments if usable else (),
        context=wanted.context,
    )


def _reworded(kept: dict[Key, Message], wanted: Message, template: Catalog) -> Message | None:
    """The one translated message that stood under the same context and is not wanted any more."""
    if wanted.context is None or sum(message.context == wanted.context for message in template) > 1:
        return None
    before = [message for key, message in kept.items() if key[0] == wanted.context and _is_translated(message)]
    return before[0] if len(before) == 1 else None


def _fits(wanted: Message, before: Message) -> bool:
    return wanted.pluralizable == before.pluralizable


def _is_translated(message: Message) -> bool:
    return any(forms_of(message))
