"""Refusals that every floor understands: a stable code, and a sentence that says what to do."""

from __future__ import annotations


class Refusal(Exception):
    """An order that the rules do not allow. `code` is stable and public; `sentence` is plain English.

    The backend turns it into an RFC 9457 problem document; the console shows its own words for the code.
    """

    def __init__(self, code: str, sentence: str, status: int = 422) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.status = status


class PlainError(Exception):
    """A fault at start that a person can mend: one sentence, one remedy, no traceback."""

    def __init__(self, sentence: str, remedy: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.remedy = remedy
