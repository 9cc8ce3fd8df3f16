"""Where the ground of a map comes from: folders, MBTiles files, servers. They know tiles, and no city."""
