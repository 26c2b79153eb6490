"""Access matrix: every role against every record, field and method of the installed suite.

An addon brings five files in its own ``tests/matrix``:

- ``records.py`` makes one record of each of its models that agency A may see and B may not;
- ``access.csv``: what each role may do to it: (r)ead, (w)rite, (d)elete, (c)reate another;
- ``fields.csv``: who may write which stored field of it; what nobody may, says ``nobody``;
- ``ended.csv``: which states of it are ends, and which fields are written even then, and why;
- ``methods.csv``: who may change something by calling a public method: roles, ``readers`` and
  ``writers`` of the record, ``creators`` of another, ``anybody``. ``*`` is every model.

Where models without records answer calls, ``calls`` in ``records.py`` says with what.

A model, stored field or public method missing there fails a test, which names the line to review
and add.
"""
