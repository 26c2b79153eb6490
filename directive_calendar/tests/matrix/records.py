"""One record of each model of this addon, belonging only to agency A; one maker for each room."""

from . import conclusion_records, invitation_records, meeting_records, week_records


def make(case):
    """Return ``{name: record}``; a name is a model, or a model and a special property."""
    rooms = (week_records, meeting_records, conclusion_records)
    made = {name: record for room in rooms for name, record in room.make(case).items()}
    return made | invitation_records.make(case, made)
