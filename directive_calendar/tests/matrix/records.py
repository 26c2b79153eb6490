"""One record of each model of this addon, belonging only to agency A; one maker for each room."""

from . import conclusion_records, week_records


def make(case):
    """Return ``{name: record}``; a name is a model, or a model and a special property."""
    return {**week_records.make(case), **conclusion_records.make(case)}
