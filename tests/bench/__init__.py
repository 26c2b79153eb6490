"""Measurements at size: `bin/bench`, or `python -m tests.bench` with the database server's PG* variables."""
