"""Who gets at what: every role against every record, field and method of the installed suite.

An addon brings four files in its own ``tests/matrix``: ``records.py`` makes one record of each
of its models that agency A may see and agency B may not; ``access.csv`` says which role may
read, write and delete it; ``fields.csv`` and ``methods.csv`` who may write and call.
"""
