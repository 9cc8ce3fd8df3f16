"""The items of the top bar, one file each. Hidden means stopped: an item listens only while it can be seen."""
