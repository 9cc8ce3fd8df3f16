"""The frame around every screen: top bar, rail, alarm strip, SOS banner, command line, help."""

from views.frame.window import MainWindow

__all__ = ["MainWindow"]
