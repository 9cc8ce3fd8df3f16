"""Saved views of the one map: this seat's own, and those that seats share."""
