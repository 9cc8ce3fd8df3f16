"""The demo city: its geography, its people, its days and its storms."""
