"""Several units under one click."""
