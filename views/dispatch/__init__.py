"""Dispatch 案件: the board of open cases and everything that a dispatcher orders on them."""

from views.dispatch.screen import DispatchScreen

__all__ = ["DispatchScreen"]
