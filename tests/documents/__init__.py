"""Documentation pages compared with the repository."""
