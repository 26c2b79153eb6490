"""The official forms of a sample province, and a published table typed in as tasks, to the digit."""

import io
import json
import unittest
from datetime import date, datetime, timedelta

from openpyxl import load_workbook

from ..readings.test_appendix_samples import load_reader
from ..world import samples
from ..world.own_database import OwnDatabase
from ..world.working_day import on_day
from .figures_world import FiguresWorld

DATABASE = OwnDatabase("forms_samples")
libreoffice = load_reader("libreoffice")
XLSX = "Calc MS Excel 2007 XML"
FORMS = {
    "01_nv": "by_agency",
    "02_nv": "by_issuer",
    "03_nv": "by_field",
    "04_nv": "by_source",
    "05_nv": "by_month",
}
RENAMED = {"10c": "fresh"}  # columns of the form whose figure has another name
# Not columns of tasks: one task may be counted several times.
TIMES = {"15", "16b", "T", "G", "T2", "T3", "G3", "G4"}

setUpModule = DATABASE.for_module


def ask(env, form, first, last, **vals):
    form = env.ref(f"directive_tracking.directive_form_{form}")
    days = {"period": "days", "date_first": first, "date_last": last}
    return env["directive.form.ask"].create({"form_id": form.id, **days, **vals})


def cells_of(data):
    sheet = load_workbook(io.BytesIO(data), data_only=True).active
    cells = (cell for row in sheet.iter_rows() for cell in row)
    return {cell.coordinate: cell.value for cell in cells if cell.value not in (None, "")}


class FormsCase(unittest.TestCase):
    maxDiff = None

    def check_sheet(self, form):
        """Compare the numbers of the spreadsheet with those LibreOffice works out."""
        data = form._paper_file("xlsx")
        again = libreoffice.convert(data, "xlsx", XLSX, "xlsx", XLSX)
        self.assertEqual(cells_of(data), cells_of(again))


class TestFormsOfTheSample(FormsCase):
    """Forms 01-NV to 05-NV over all periods of the sample, in one transaction that is not kept."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        path = next(one for one in samples.find("figures/province-*.forms.json"))
        data = json.loads(path.with_name(path.name.replace(".forms.", ".")).read_text("utf-8"))
        cls.right = json.loads(path.read_text("utf-8"))
        environment = DATABASE.environment()
        cls.env = environment.__enter__()
        cls.addClassCleanup(environment.__exit__, None, None, None)
        cls.addClassCleanup(cls.env.cr.rollback)
        cls.world = FiguresWorld(cls.env, data)

    def rows(self, answer, by):
        """Return ``{code of the row: {code of the column: value}}``."""
        keys = {row.key: row.values for row in answer.rows}
        if by == "by_month":
            return {key[:7]: values for key, values in keys.items()}
        return self.world.coded(keys, by.removeprefix("by_"))

    def test_every_cell_of_every_form_is_right(self):
        for period in self.right:
            for form, by in FORMS.items():
                with self.subTest(period=period["period"], form=form):
                    one = ask(self.env, form, period["first"], period["last"])
                    answer = one._answer()
                    rows = self.rows(answer, by)
                    self.assertFalse(one._problems(answer.columns, answer.rows, answer.total))
                    codes = [column.code for column in answer.columns if column.is_number]
                    wanted = {
                        key: [row[RENAMED.get(code, code)] for code in codes]
                        for key, row in period[by].items()
                    }
                    found = {key: [row[code] for code in codes] for key, row in rows.items()}
                    self.assertEqual(found, wanted)

    def test_the_band_is_that_of_the_comparison(self):
        path = next(iter(samples.find("figures/province-*.fairness.json")))
        words = {
            "above": "Clearly above",
            "about": "About the mean",
            "below": "Clearly below",
            "not_enough": "Not enough data",
        }
        for period in json.loads(path.read_text("utf-8")):
            rows = self.rows(
                ask(self.env, "01_nv", period["first"], period["last"])._answer(), "by_agency"
            )
            for group in period["groups"].values():
                for agency, right in group["agencies"].items():
                    self.assertEqual(rows[agency]["21"], words[right["band"]])

    def test_the_total_is_the_province(self):
        for period in self.right:
            answer = ask(self.env, "01_nv", period["first"], period["last"])._answer()
            for column in answer.columns:
                if column.is_number:
                    with self.subTest(period=period["period"], column=column.code):
                        right = period["province"][RENAMED.get(column.code, column.code)]
                        self.assertEqual(answer.total.values[column.code], right)

    def test_every_number_opens_as_many_tasks_as_it_says(self):
        period = self.right[-1]
        for form in FORMS:
            one = ask(self.env, form, period["first"], period["last"])
            answer = one._answer()
            for row in [*answer.rows, answer.total]:
                for column in answer.columns:
                    if not column.opens or column.code in TIMES:
                        continue
                    with self.subTest(form=form, row=row.name, column=column.code):
                        tasks = one._tasks_behind(column.code, row.key, row is answer.total)
                        self.assertEqual(len(tasks), row.values[column.code])

    def test_a_list_holds_the_tasks_of_its_number(self):
        for period in self.right[:4]:
            for form, column in (("06_nv", "12"), ("07_nv", "8"), ("08_nv", "13")):
                with self.subTest(period=period["period"], form=form):
                    one = ask(self.env, form, period["first"], period["last"])
                    listed = self.world._names(
                        self.env["directive.task"].browse(row.key for row in one._answer().rows)
                    )
                    self.assertEqual(listed, period["lists"][column])

    def test_days_late_are_counted_from_the_deadline_of_that_day(self):
        figures = load_reader("figures")
        events = {task.id: task for task in self.world.province.tasks}
        for period in self.right[:6]:
            last = date.fromisoformat(period["last"])
            one = ask(self.env, "06_nv", period["first"], period["last"])
            answer = one._answer()
            late = next(column.code for column in answer.columns if column.measure == "late")
            for row in answer.rows:
                name = self.world._names(self.env["directive.task"].browse(row.key))[0]
                standing = figures.standing(events[name], last)
                self.assertEqual(row.values[late], (last - standing.deadline).days)

    @unittest.skipUnless(libreoffice.is_installed(), "LibreOffice is not installed")
    def test_libreoffice_works_out_the_same_numbers(self):
        period = self.right[-1]
        for form in ("01_nv", "05_nv", "06_nv"):
            with self.subTest(form=form):
                self.check_sheet(
                    ask(self.env, form, period["first"], period["last"], starred="beside")
                )


# Bình Định, report to the Government's working group, May 2022: tasks with and without a deadline;
# done on time or early, late; not done in term, without a deadline, overdue, and for how long.
LAST = date(2022, 5, 14)
PUBLISHED = {
    "1": 1387, "4": 756, "5": 631, "6": 1160, "8": 146, "10": 227, "11": 88, "13": 123,
    "12": 16, "12a": 7, "13a": 21,
}  # fmt: skip
ON_TIME, IN_TERM, RATE = 1014, 211, 87.4
# How many tasks of each kind: day of assignment, deadline, day of the accepted report.
GIVEN, OLD = LAST - timedelta(days=80), LAST - timedelta(days=120)
KINDS = [
    (506, GIVEN, LAST - timedelta(days=10), LAST - timedelta(days=12)),
    (146, GIVEN, LAST - timedelta(days=30), LAST - timedelta(days=20)),
    (508, GIVEN, None, LAST - timedelta(days=20)),
    (88, GIVEN, LAST + timedelta(days=30), None),
    (9, GIVEN, LAST - timedelta(days=3), None),
    (7, GIVEN, LAST - timedelta(days=31), None),
    (102, GIVEN, None, None),
    (21, OLD, None, None),
]


def published_province():
    """Return the published table as the tasks behind it, among 41 agencies."""
    tasks = [kind for kind in KINDS for _one in range(kind[0])]
    return {
        "timezone": "Asia/Ho_Chi_Minh",
        "agencies": [{"code": f"A{n}", "name": f"Cơ quan {n}", "kind": "department"} for n in range(41)],
        "issuers": {"CT": "Chủ tịch"},
        "fields": {"KT": "Kinh tế"},
        "settings": {"due_soon_days": 5, "silent_days": 90, "fresh_days": 30, "completion_day": "reported"},
        "tasks": [_typed_in(place, *kind[1:]) for place, kind in enumerate(tasks)],
    }  # fmt: skip


def _typed_in(place, given, deadline, reported):
    events = [{"at": _at(given), "verb": "assign", "deadline": deadline and deadline.isoformat()}]
    if reported:
        events += [
            {"at": _at(reported, hour), "verb": verb}
            for hour, verb in enumerate(("receive", "report_completion", "accept"), 9)
        ]
    return {
        "id": f"T{place}",
        "directive": f"{place}/QĐ-UBND",
        "name": f"Nhiệm vụ {place}",
        "issuer": "CT",
        "field": "KT",
        "source": "document",
        "starred": False,
        "weight": 1,
        "lead": f"A{place % 41}",
        "events": events,
    }


def _at(day, hour=8):
    return datetime(day.year, day.month, day.day, hour).isoformat() + "+07:00"


class TestAPublishedTable(FormsCase):
    """The table as published comes out of the tasks typed in: in page, pivot and form."""

    def test_it_comes_out_to_the_digit(self):
        with DATABASE.environment() as env:
            FiguresWorld(env, published_province())
            self.check_form(env)
            self.check_pivot(env)
            self.check_page(env)
            env.cr.rollback()

    def check_form(self, env):
        # Its rate counts all that is done, with a deadline or not: a column of the Office's own.
        form = env.ref("directive_tracking.directive_form_01_nv")
        env["directive.form.column"].create(
            {
                "form_id": form.id,
                "name": "On time",
                "code": "x",
                "formula": "(7+9)/6",
                "is_percent": True,
            }
        )
        one = ask(env, "01_nv", "2021-12-15", LAST)
        answer = one._answer()
        self.assertEqual({code: answer.total.values[code] for code in PUBLISHED}, PUBLISHED)
        self.assertEqual(round(answer.total.values["x"], 1), RATE)
        self.assertEqual(len(answer.rows), 41)
        if libreoffice.is_installed():
            self.check_sheet(one)

    def check_pivot(self, env):
        with on_day(env, LAST):
            rows = env["directive.statistics"]._read_group(
                [],
                ["official_class"],
                ["task_count:sum", "long_overdue_count:sum", "silent_count:sum"],
            )
        counts = {name: count for name, count, _long, _silent in rows}
        self.assertEqual(counts["done_on_time"], ON_TIME)
        self.assertEqual(counts["done_late"], PUBLISHED["8"])
        self.assertEqual(counts["open_in_term"] + counts["open_no_deadline"], IN_TERM)
        self.assertEqual(counts["open_overdue"], PUBLISHED["12"])
        self.assertEqual(sum(row[2] for row in rows), PUBLISHED["12a"])
        self.assertEqual(sum(row[3] for row in rows), PUBLISHED["13a"])

    def check_page(self, env):
        counters = env["directive.figures"]._counters(LAST)[None]
        self.assertEqual(counters["total"], PUBLISHED["1"])
        self.assertEqual(
            (counters["done_on_time"], counters["done_late"]), (ON_TIME, PUBLISHED["8"])
        )
        self.assertEqual(counters["open_in_term"] + counters["open_no_deadline"], IN_TERM)
        self.assertEqual((counters["open_overdue"], counters["silent"]), (16, PUBLISHED["13a"]))


if __name__ == "__main__":
    unittest.main()
