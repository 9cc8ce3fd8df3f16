"""The time slider: the last hours replayed on the one map."""
