"""The sample appendices are read as expected; prints fields right / fields."""

import csv
import importlib
import sys
import unittest
from dataclasses import asdict
from datetime import date
from pathlib import Path

from ..world import samples

ROOT = Path(__file__).resolve().parents[2]
PROVINCES = {"15": "agencies-lao-cai.csv", "91": "agencies-an-giang.csv"}
COMMUNE_KINDS = {"xã": "xa", "phường": "phuong", "đặc": "dac_khu"}


def load_reader(name="appendix"):
    """The readers are plain Python: they need the add-on's folder, not Odoo."""
    sys.path.insert(0, str(ROOT / "directive_tracking"))
    try:
        return importlib.import_module(f"tools.{name}")
    finally:
        sys.path.pop(0)


def load_agencies(reader, province_code):
    with samples.get(f"appendices/{PROVINCES[province_code]}").open(encoding="utf-8") as stream:
        return [_agency(reader, row) for row in csv.DictReader(stream)]


def _agency(reader, row):
    name = row["name"]
    kind = None
    if row["kind"] == "commune":
        kind = COMMUNE_KINDS[name.removeprefix("Ủy ban nhân dân ").split()[0]]
    aliases = tuple(alias for alias in row["aliases"].split("|") if alias)
    return reader.AgencyName(name, name, row["short_name"], row["kind"], kind, aliases)


def comparable(value):
    """A field as the expected lists write it; warnings in no order, without hints."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list) and value and not isinstance(value[0], str):
        plain = [one if isinstance(one, dict) else asdict(one) for one in value]
        return sorted((one["code"], one["field"], one["value"] or "") for one in plain)
    return value


def differences(reading, expected):
    """(fields, [field that differs, got, expected])."""
    pairs = [
        (f"document.{name}", getattr(reading.document, name), value)
        for name, value in expected["document"].items()
    ]
    pairs += [("task_count", len(reading.tasks), expected["task_count"])]
    pairs += [("not_tasks", reading.not_tasks, expected["not_tasks"])]
    for task, wanted in zip(reading.tasks, expected["tasks"], strict=False):
        pairs += [
            (f"{wanted['at']} {name}", getattr(task, name), value) for name, value in wanted.items()
        ]
    wrong = [
        (name, got, value) for name, got, value in pairs if comparable(got) != comparable(value)
    ]
    return len(pairs), wrong


class SampleCase(unittest.TestCase):
    def check_samples(self, kind, read, differences):
        """Read each sample of ``kind`` and check that it differs in nothing from its answer.

        :param read: ``read(name, data, agencies)``
        :param differences: returns (fields, those that differ) of a reading and its answer
        """
        reader = load_reader()
        for path, expected in samples.expectations(kind):
            with self.subTest(path.name):
                agencies = load_agencies(reader, expected["province_code"])
                reading = read(path.name, path.read_bytes(), agencies)
                count, wrong = differences(reading, expected)
                print(f"{path.name}: {count - len(wrong)} / {count} fields right")
                self.assertEqual(wrong, [])


class TestAppendixSamples(SampleCase):
    def test_every_field_of_every_sample_is_right(self):
        self.check_samples("appendices", load_reader().read_appendix, differences)


if __name__ == "__main__":
    unittest.main()
