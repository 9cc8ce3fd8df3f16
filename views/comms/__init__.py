"""Comms 通信: terminals, talkgroups, text with receipts, and calls for help."""

from views.comms.screen import CommsScreen

__all__ = ["CommsScreen"]
