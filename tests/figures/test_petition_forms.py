"""The official tables of petitions hold together on random registers: see `random_petitions`."""

import unittest
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

from ..world import plain
from .random_petitions import RandomPetitions

REGISTERS = 500
FORMS = Path(__file__).parents[2] / "directive_petition" / "data" / "figures"


def read_forms():
    """Return ``{code of the form: [{field: text} of its columns with cells]}`` of the circular's.

    Their files bear the number of one form each; lists of matters lie in files of other names.
    """
    found = {}
    for path in sorted(FORMS.glob("directive_form_[0-9]*.xml")):
        records = [
            (record.get("model"), {one.get("name"): one.text for one in record})
            for record in ElementTree.parse(path).getroot()
        ]
        code = next(values["code"] for model, values in records if model == "directive.form")
        found[code] = [v for model, v in records if model.endswith("column") and v.get("code")]
    return found


class TestPetitionForms(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        figures = plain.load("directive_petition", "tools.figures")
        cls.counted, cls.opened = staticmethod(figures.counted), staticmethod(figures.opened)
        cls.figures, cls.Period = figures.FIGURES, figures.Period
        facts = plain.load("directive_petition", "tools.figures.facts")
        cls.books = [RandomPetitions(facts, seed).book() for seed in range(REGISTERS)]
        cls.formula = plain.load("directive_tracking", "tools.forms.formula")
        cls.forms = read_forms()

    def period(self, seed):
        """Return a month, quarter or year of the registers."""
        first = date(2025, 1, 1) + timedelta(days=37 * (seed % 15))
        return self.Period(first, first + timedelta(days=(30, 91, 365)[seed % 3]))

    def values(self, code, book, period):
        """Return ``{column: number}`` of a form, formulas worked out."""
        columns = self.forms[code]
        known = {
            one["code"]: self.counted(self.figures[f"{code} {one['code']}"], book, period)
            for one in columns
            if not one.get("formula")
        }
        trees = {
            one["code"]: self.formula.parse(one["formula"]) for one in columns if one.get("formula")
        }
        return self.formula.compute(trees, self.formula.ordered(trees, set(known)), known)

    def test_every_form_of_the_circular_is_there(self):
        kinds = [f"0{number}/{kind}" for kind in ("XLD", "KQGQ") for number in range(1, 5)]
        self.assertEqual(sorted(self.forms), sorted(["01/TCD", "02/TCD", *kinds]))

    def test_every_measure_of_a_column_is_known_and_used(self):
        named = {
            one["measure"].removeprefix("petitions.")
            for columns in self.forms.values()
            for one in columns
            if one.get("measure")
        }
        self.assertEqual(named, set(self.figures))

    def test_identities_hold_on_random_registers(self):
        """What a column also equals, and what its formula says beside its own count."""
        checked = 0
        for seed, book in enumerate(self.books):
            period = self.period(seed)
            for code, columns in self.forms.items():
                values = self.values(code, book, period)
                for column in columns:
                    checked += self.check_column(code, column, values, book, period)
        self.assertGreater(checked, 20 * REGISTERS)

    def check_column(self, code, column, values, book, period):
        others = self.formula.parts(column.get("also") or "")
        place = f"{code} {column['code']}"
        for text in others:
            value = self.formula.value_of(self.formula.parse(text), values)
            self.assertEqual(value, values[column["code"]], f"{place} = {text}")
        if column.get("formula") and column.get("measure"):
            own = self.counted(self.figures[place], book, period)
            self.assertEqual(own, values[column["code"]], f"{place} = {column['formula']}")
            return len(others) + 1
        return len(others)

    def test_what_is_left_at_the_end_is_brought_into_the_next_period(self):
        for seed, book in enumerate(self.books):
            period = self.period(seed)
            after = self.Period(period.last + timedelta(days=1), period.last + timedelta(days=40))
            now, later = (self.values("01/XLD", book, one) for one in (period, after))
            self.assertEqual(now["5"], later["2"])
            kinds = [self.values(f"0{number}/XLD", book, after)["2"] for number in (2, 3, 4)]
            empty = sum(
                not letter.matters and letter.received < after.first for letter in book.letters
            )
            self.assertEqual(sum(kinds) + empty, later["2"])

    def test_what_is_to_be_settled_is_carried_over(self):
        """01 and 03/KQGQ: letters to settle, less those settled, are those of the next period."""
        facts = plain.load("directive_petition", "tools.figures.facts")
        settling = plain.load("directive_petition", "tools.figures.settling")
        for seed, book in enumerate(self.books):
            period = self.period(seed)
            after = facts.Period(period.last + timedelta(days=1), period.last + timedelta(days=40))
            for code, kind in (("01/KQGQ", "complaint"), ("03/KQGQ", "denunciation")):
                days = [settling._days(letter, kind) for letter in book.letters]
                settled = sum(period.concerns(*one) and period.has(one[1]) for one in days)
                now, later = (self.values(code, book, one) for one in (period, after))
                self.assertEqual(now["1"] - settled, later["2"], code)

    def test_the_parts_by_kind_are_the_whole(self):
        """Letters and matters of 02-04/XLD are those of 01/XLD, kind by kind."""
        for seed, book in enumerate(self.books):
            period = self.period(seed)
            whole = self.values("01/XLD", book, period)
            parts = [self.values(f"0{number}/XLD", book, period) for number in (2, 3, 4)]
            self.assertEqual([one["7"] for one in parts], [whole[one] for one in ("8", "9", "10")])
            self.assertEqual(sum(one["8"] for one in parts), whole["7"])
            self.assertEqual(sum(one["4"] for one in parts), whole["4"])

    def test_two_agencies_together_are_the_sum(self):
        """Columns add up over agencies, people of visits too."""
        facts = plain.load("directive_petition", "tools.figures.facts")
        for seed in range(0, REGISTERS, 10):
            one, other = self.books[seed : seed + 2]
            both = facts.Book(one.letters + other.letters, (), one.sessions + other.sessions)
            for name, figure in self.figures.items():
                if figure.of != "visits":
                    period = self.period(seed)
                    parts = [self.counted(figure, book, period) for book in (one, other)]
                    self.assertEqual(self.counted(figure, both, period), sum(parts), name)

    def test_a_number_opens_the_matters_it_counts(self):
        for seed, book in enumerate(self.books[:100]):
            for name, figure in self.figures.items():
                if figure.of == "matters" and figure.amount is None:
                    period = self.period(seed)
                    opened = self.opened(figure, book, period)
                    self.assertEqual(len(opened), self.counted(figure, book, period), name)

    def test_one_letter_with_three_matters_and_a_group(self):
        """Letters and matters are counted apart; a group of 12 is one group and 12 people."""
        facts = plain.load("directive_petition", "tools.figures.facts")
        day = date(2026, 12, 31)
        three = tuple(
            facts.Matter(number, "complaint", outcome="guided", processed=day)
            for number in range(3)
        )
        book = facts.Book(
            (facts.Letter(9, day, three),),
            (facts.Visit(1, day, people=12, is_group=True), facts.Visit(2, day, is_first=False)),
        )
        period = self.Period(date(2026, 12, 1), day)
        found = self.values("01/XLD", book, period)
        self.assertEqual([found[one] for one in ("1", "6", "7", "19")], [1, 1, 3, 1])
        seen = self.values("01/TCD", book, period)
        self.assertEqual([seen[one] for one in ("1", "2", "3", "8", "9")], [2, 13, 2, 1, 12])


if __name__ == "__main__":
    unittest.main()
