"""Processes killed, mail servers that fail, databases that are gone: nothing lost, nothing doubled."""
