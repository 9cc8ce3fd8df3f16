"""What the command line can offer, and whether a text asks for it. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from app.stores.pinyin import syllables, typed_pattern


@dataclass(frozen=True, slots=True)
class Offer:
    """One line of the list: what it is, what it is about, its icon, and what Enter does."""

    title: str
    subtitle: str
    icon: str
    run: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Verb:
    """A text that starts with a verb: the verb's name and the words behind it."""

    name: str
    words: tuple[str, ...]


def asks_for(text: str, names: Iterable[str]) -> bool:
    """True if every word typed is in one of the names: as it stands, in pinyin, or by initials."""
    lines = [name.casefold() for name in names if name]
    return all(any(_word_in(word, line) for line in lines) for word in text.casefold().split())


def verb_of(text: str, verbs: Mapping[str, Iterable[str]]) -> Verb | None:
    """The verb that a text starts with; `verbs` maps names to the spellings that people type."""
    first, *rest = text.split() or [""]
    for name, spellings in verbs.items():
        if first.casefold() in {spelling.strip().casefold() for spelling in spellings}:
            return Verb(name, tuple(rest))
    return None


def _word_in(word: str, line: str) -> bool:
    if word in line:
        return True
    pattern = typed_pattern(word)
    return pattern is not None and any(pattern.search(spelled) for spelled in syllables(line))
