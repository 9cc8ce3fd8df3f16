"""Situation 一张图: the city on one map, what is open, and whoever or whatever is selected."""
