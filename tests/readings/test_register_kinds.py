"""Four further registers, each with what must be read from it."""

import unittest

from ..world import plain
from . import register_kinds as kinds

K, T, P = "complaint", "denunciation", "petition"


class TestRegisterKinds(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.reader = plain.load("directive_petition", "tools.register")

    def read(self, name):
        return self.reader.read_register("so.xlsx", kinds.book(name))

    def seen(self, reading, *names):
        """Return a row for each record: its day, the number of people, its kinds and ``names``."""
        return [
            (
                str(record.date_received or ""),
                record.persons_count,
                [matter.kind for matter in record.matters],
                *(getattr(record, name) for name in names),
            )
            for record in reading.records
        ]

    def test_a_column_for_each_kind_below_one_heading(self):
        reading = self.read("quarter")
        self.assertEqual(
            self.seen(reading, "outcome", "state", "number"),
            [
                ("2026-07-03", 1, [K], "accepted", "verifying", "1"),
                ("2026-07-06", 13, [P], "transferred", "transferred", "2"),
                ("2026-07-07", 1, [T], "transferred", "decided", "3"),
                ("2026-07-10", 1, [K, T], "guided", "guided", "4"),
                ("2026-07-11", None, [T], "filed", "filed", None),
            ],
        )
        first, _group, told, _both, nobody = reading.records
        self.assertEqual(
            (first.document.number, str(first.document.date)), ("12/TB-SNNMT", "2026-07-10")
        )
        self.assertEqual(told.persons[0].id_number, "098091000222")
        self.assertEqual(told.decision.number, "03/KL-TTr")
        self.assertTrue(nobody.anonymous)
        self.assertEqual([left.warning for left in reading.left_aside], [None])

    def test_a_sheet_for_each_month_with_sums_of_month_and_year(self):
        reading = self.read("months")
        self.assertEqual(
            self.seen(reading, "outcome", "state", "number"),
            [
                ("2026-07-02", 1, [K], "accepted", "accepted", "01"),
                ("2026-07-02", 1, [P], None, "closed", "02"),
                ("2026-07-15", 23, [P], "accepted", "accepted", None),
                ("2026-08-03", 2, [K], "accepted", "decided", "04"),
                ("2026-08-20", 1, [K], "filed", "filed", "05"),
            ],
        )
        self.assertEqual([left.warning for left in reading.left_aside], [None] * 3)
        decision = reading.records[3].decision
        self.assertEqual((decision.number, decision.result), ("77/QĐ-UBND", "upheld"))
        self.assertEqual(reading.records[4].duplicate_of, {"sheet": "Tháng 7", "row": 5})

    def test_the_number_of_an_identity_card_is_no_number_of_a_paper(self):
        reading = self.read("visits")
        self.assertEqual(
            self.seen(reading, "received_by", "letter", "number"),
            [
                ("2026-08-05", 1, [P], "staff", True, "1"),
                ("2026-08-06", 13, [P], "staff", True, "2"),
                ("2026-08-12", 1, [T], "head", True, "3"),
                ("2026-08-12", 1, [K], "head", False, "4"),
            ],
        )
        self.assertFalse([one for one in reading.records if one.document])
        ids = [one.persons[0].id_number for one in reading.records]
        self.assertEqual(ids, ["099190000333", None, "98093000444", None])

    def test_several_matters_in_merged_rows_and_what_was_done_in_one_column(self):
        reading = self.read("merged")
        self.assertEqual(
            self.seen(reading, "outcome", "state", "number"),
            [
                ("2026-07-05", 1, [K, K, P], "accepted", "accepted", "1"),
                ("2026-07-06", 1, [K], None, "suspended", "2"),
                ("2026-07-08", 1, [T], None, "received", "3"),
                ("2026-07-13", 2, [K], "transferred", "transferred", "5"),
                ("", 1, [P], "returned", "returned", "6"),
            ],
        )
        first, second, third = reading.records[:3]
        self.assertEqual(first.document.number, "21/TB-UBND")
        self.assertEqual(str(first.date_due), "2026-08-13")
        self.assertEqual(second.matters[0].level, 2)
        self.assertEqual(third.persons[0].name, "Đỗ Thị Sáu")
        self.assertEqual([one.code for one in reading.records[4].warnings], ["impossible_date"])
        self.assertEqual([left.warning for left in reading.left_aside], ["total_mismatch"])


if __name__ == "__main__":
    unittest.main()
