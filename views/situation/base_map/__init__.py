"""The base map of the hall: which source of tiles is shown, and how a source is set up and tried."""
