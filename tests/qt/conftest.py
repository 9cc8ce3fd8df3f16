"""Before any test makes a QApplication: the map page's scheme and drawing mode, as the front door sets them."""

from widgets.map.rendering import choose_backend
from widgets.map.scheme import register_scheme

choose_backend()
register_scheme()
