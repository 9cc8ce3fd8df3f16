"""How the demo city is made: one room per layer, from the river to the last lamp post. Pure numpy, metres, a seed."""
