"""The sample registers are read as expected; prints fields right / fields."""

import json
import unittest

from ..world import plain, samples

OF_THE_FILE = ("layout", "agency", "title", "sheet", "header_rows", "first_row", "last_row")


def load_reader():
    return plain.load("directive_petition", "tools.register")


def as_written(value):
    """Return a value as the expected lists write it."""
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if hasattr(value, "__dataclass_fields__"):
        return {name: as_written(getattr(value, name)) for name in value.__dataclass_fields__}
    if isinstance(value, list):
        return [as_written(one) for one in value]
    return value


def file_values(reading):
    return {name: getattr(reading, name) for name in OF_THE_FILE} | {
        "register_date": as_written(reading.register_date),
        "counts": {**reading.counts},
        "duplicate_groups": reading.duplicate_groups,
        "not_records": [left_values(left) for left in reading.left_aside],
        "doubtful": _sorted({"at": at, **as_written(one)} for at, one in reading.doubtful),
    }


def left_values(left):
    return {name: value for name, value in as_written(left).items() if value is not None}


def record_values(record, names):
    values = {name: as_written(getattr(record, name)) for name in names}
    return values | {"warnings": _sorted(values["warnings"])}


def _sorted(dictionaries):
    return sorted(dictionaries, key=lambda one: json.dumps(one, sort_keys=True))


def _wanted(name, value):
    if name == "doubtful":
        own = [{**one, "at": {**one["at"]}} for one in value]
        return _sorted(own)
    return _sorted(value) if name == "warnings" else value


def _row(at):
    return at.get("sheet"), at.get("table"), at.get("row") or at.get("record")


def differences(reading, expected):
    """(fields, [(field that differs, got, expected)]); records are found by their place."""
    got = file_values(reading)
    pairs = [(name, got[name], _wanted(name, expected[name])) for name in got if name in expected]
    records = {_row(record.at): record for record in reading.records}
    for wanted in expected["records"]:
        record = records.get(_row(wanted["at"]))
        values = record_values(record, wanted) if record else {}
        pairs += [
            (f"{wanted['at']} {name}", values.get(name), _wanted(name, value))
            for name, value in wanted.items()
        ]
    return len(pairs), [pair for pair in pairs if pair[1] != pair[2]]


class TestRegisterSamples(unittest.TestCase):
    maxDiff = None

    def test_every_field_of_every_sample_is_right(self):
        reader = load_reader()
        for path, expected in samples.expectations("registers"):
            with self.subTest(path.name):
                reading = reader.read_register(path.name, path.read_bytes())
                count, wrong = differences(reading, expected)
                print(f"{path.name}: {count - len(wrong)} / {count} fields right")
                self.assertEqual(wrong, [])


if __name__ == "__main__":
    unittest.main()
