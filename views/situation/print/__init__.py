"""The view of the map on paper, as an image, or in another program: with all that a reader must know of it."""
