"""The tour: the product plays a night of its own through its real window, and keeps pictures and measures of it."""

from app.shell.tour.run import run_tour

__all__ = ["run_tour"]
