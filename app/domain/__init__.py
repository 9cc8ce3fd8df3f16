"""What the city is: types, states and rules. No Qt, no I/O, no clock of its own."""
