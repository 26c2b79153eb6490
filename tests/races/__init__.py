"""Two people press at the same second: every pair of steps on two connections."""
