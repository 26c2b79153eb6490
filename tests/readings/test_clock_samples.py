"""The worked examples of legal clocks, right to the day, with the days off that mattered."""

import json
import unittest
from datetime import date
from xml.etree import ElementTree

from ..world import plain, samples

clock = plain.load("directive_petition", "tools.term.clock")
choice = plain.load("directive_petition", "tools.term.choice")
working_days = plain.load("directive_tracking", "tools.working_days")


LAW = sorted((plain.ROOT / "directive_petition" / "data" / "term").glob("petition_term*_data.xml"))
# What the notes give a row of its own, but is a rule about another term.
SAME_TERM = {"T5": "T4"}
LEVELS = {None: choice.ANY, 1: "first", 2: "second", 3: "further"}


def day(text):
    return date.fromisoformat(text)


def days(rows):
    return tuple(day(row["date"] if isinstance(row, dict) else row) for row in rows)


def left_out(law):
    """Return the days which the facts of an example leave out."""
    suspensions = [
        clock.suspended(day(one["suspended"]), day(one["resumed"]))
        for one in law.get("suspensions", ())
    ]
    obstacles = [clock.LeftOut(day(one["from"]), day(one["to"])) for one in law.get("excluded", ())]
    return [*suspensions, *obstacles]


def answer(example, calendar):
    law = example["law"]
    return clock.reckon(
        day(example["start_date"]),
        example["amount"],
        example["unit"],
        calendar,
        example["direction"],
        left_out(law),
        [one["days"] for one in law.get("extensions", ())],
    )


def law():
    """Return the rows of the law as the addon installs them."""
    return [
        {field.get("name"): value_of(field) for field in record}
        for path in LAW
        for record in ElementTree.parse(path).getroot()
    ]


def value_of(field):
    if field.get("name") in ("valid_from", "valid_to"):
        return day(field.text)
    return json.loads(field.get("eval").lower()) if field.get("eval") else field.text


def facts(example):
    law = example["law"]
    return choice.Facts(
        law["kind"],
        LEVELS[law["level"]],
        day(example["start_date"]),
        law["remote"],
        law["complexity"],
        law.get("several_places", False),
    )


def choices(example, rows):
    """Return what the law gives for an example: a row of the notes may hold several duties."""
    code = SAME_TERM.get(example["row"], example["row"])
    codes = [one for one in {row["code"] for row in rows} if one.partition(".")[0] == code]
    found = [choice.choose(rows, one, facts(example)) for one in codes]
    return [(row["amount"], row["unit"], row.get("direction", "forward")) for row in found if row]


class TestClockSamples(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.known = [json.loads(path.read_text("utf-8")) for path in samples.find("clocks*.json")]

    def test_each_example_ends_on_its_day_for_its_reasons(self):
        for known in self.known:
            calendar = working_days.WorkingCalendar(
                off=days(known["days_off"]), working=days(known["make_up_days"])
            )
            for example in known["examples"]:
                with self.subTest(example["id"], title=example["title"]):
                    found = answer(example, calendar)
                    self.assertEqual(found.nominal, day(example["nominal_date"]))
                    self.assertEqual(found.due, day(example["expected_due"]))
                    self.assertEqual(found.days_off, days(example["days_off_used"]))
                    self.assertEqual(found.made_up, days(example["make_up_days_used"]))

    def test_the_rows_installed_give_each_example_its_term(self):
        rows = law()
        for known in self.known:
            for example in known["examples"]:
                with self.subTest(example["id"], title=example["title"]):
                    wanted = (example["amount"], example["unit"], example["direction"])
                    self.assertIn(wanted, choices(example, rows))


if __name__ == "__main__":
    unittest.main()
