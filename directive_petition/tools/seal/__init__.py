"""Sealing of identities: keys outside the database, cipher, and the search for sealed words."""
