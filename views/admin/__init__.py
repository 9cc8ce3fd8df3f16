"""The admin's room (管理): phones to adopt, accounts, units."""

from views.admin.screen import AdminScreen

__all__ = ["AdminScreen"]
