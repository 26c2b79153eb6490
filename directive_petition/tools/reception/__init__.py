"""The reception desk in plain Python: who has been here before, and whether it is the same matter."""
