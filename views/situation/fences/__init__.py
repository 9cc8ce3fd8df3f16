"""Fences on the one map: their list, one fence's card, and the form that makes or changes one."""
