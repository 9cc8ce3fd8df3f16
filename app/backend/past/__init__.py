"""The kept past: positions recorded beside the live ones, the whole city now and then, and questions on both."""
