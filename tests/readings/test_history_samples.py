"""The sample trackers of past tasks are read as expected; prints fields right / fields."""

import unittest

from .test_appendix_samples import SampleCase, comparable, load_reader

OF_THE_FILE = ("as_of", "task_count", "distinct_count", "states", "doubtful_count")
UNORDERED = ("contradictions", "doubts")


def plain(name, value):
    """A field as the expected lists write it."""
    if name in UNORDERED:
        return sorted(value)
    if name == "results":
        return [{key: comparable(one[key]) for key in ("number", "date")} for one in value]
    if name == "warnings":
        return comparable(value) or []
    return comparable(value)


def of_the_file(reading):
    return {
        "as_of": comparable(reading.as_of),
        "task_count": len(reading.tasks),
        "distinct_count": len(reading.distinct_tasks),
        "states": {str(state): count for state, count in reading.states.items()},
        "doubtful_count": reading.doubtful_count,
    }


def differences(reading, expected):
    """(fields, [(field that differs, got, expected)]) of the file and of each row."""
    got = of_the_file(reading)
    pairs = [(name, got[name], expected[name]) for name in OF_THE_FILE]
    kinds = set(expected["not_tasks"]) | {"group", "total", "summary_sheet", "hidden_sheet"}
    counted = {kind: reading.not_tasks.get(kind, 0) for kind in kinds}
    pairs += [("not_tasks", counted, {kind: expected["not_tasks"].get(kind, 0) for kind in kinds})]
    for task, wanted in zip(reading.tasks, expected["tasks"], strict=False):
        pairs += [
            (f"{wanted['at']} {name}", plain(name, getattr(task, name)), plain(name, value))
            for name, value in wanted.items()
        ]
    return len(pairs), [pair for pair in pairs if pair[1] != pair[2]]


class TestHistorySamples(SampleCase):
    def test_every_field_of_every_tracker_is_right(self):
        self.check_samples("history", load_reader("history").read_history, differences)


if __name__ == "__main__":
    unittest.main()
