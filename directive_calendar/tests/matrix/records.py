"""One record of each model of this addon, belonging only to agency A; one maker for each room."""

from . import conclusion_records, meeting_records, week_records


def make(case):
    """Return ``{name: record}``; a name is a model, or a model and a special property."""
    rooms = (week_records, meeting_records, conclusion_records)
    return {name: record for room in rooms for name, record in room.make(case).items()}
