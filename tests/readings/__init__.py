"""Sample files of all kinds, each read as its expected result says."""
