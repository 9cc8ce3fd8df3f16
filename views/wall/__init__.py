"""大屏: the large-screen wall, full screen, no controls, with two scenes."""

from views.wall.window import SCENES, WallWindow

__all__ = ["SCENES", "WallWindow"]
