"""Places of the one map that are no things: a pin, what lies near it, and how to get there."""
