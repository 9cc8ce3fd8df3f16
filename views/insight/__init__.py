"""运行: six live charts that a duty leader looks at; each figure opens the cases behind it."""

from views.insight.screen import InsightScreen

__all__ = ["InsightScreen"]
