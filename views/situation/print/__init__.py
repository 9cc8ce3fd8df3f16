"""The view of the map on paper, as a picture, or in another program: with all that a reader must know of it."""
