"""The track of a unit on the one map, with its speed profile below."""
