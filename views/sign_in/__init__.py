"""Signing in: the one room before the frame."""

from views.sign_in.window import SignInWindow

__all__ = ["SignInWindow"]
