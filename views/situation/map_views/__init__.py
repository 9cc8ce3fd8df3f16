"""Map views: this seat's own, and those that seats share."""
