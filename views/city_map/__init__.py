"""The city on a map, for the operator's screen and for the wall."""
