"""What a dispatcher does on the one map: measure, gather who is inside, come back to a view."""
