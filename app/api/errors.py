"""What can go wrong between a seat and its server, apart from a Refusal."""

from __future__ import annotations


class Unreachable(Exception):
    """The server could not be asked, or did not answer: nothing is known of what became of the request.

    `maybe_received` is False only where the request surely never left. `sentence` is plain English; screens show
    their own words for the code `unreachable`.
    """

    code = "unreachable"

    def __init__(self, sentence: str = "The server cannot be reached.", maybe_received: bool = True) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.maybe_received = maybe_received


class SignedOut(Exception):
    """The server no longer takes this seat's tokens, and a person has to sign in again."""

    code = "signed_out"

    def __init__(self) -> None:
        super().__init__("Sign in again.")
        self.sentence = "Sign in again."
