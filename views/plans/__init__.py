"""预案: the flood plan with its four levels, what it would do, and how far it has come."""

from views.plans.screen import PlansScreen

__all__ = ["PlansScreen"]
