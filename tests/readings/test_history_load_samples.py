"""The sample trackers, loaded as a clerk would: the figures are those the files should give."""

import base64
import unittest
from datetime import date

from ..world import samples
from ..world.own_database import OwnDatabase
from ..world.working_day import on_day
from .test_import_samples import make_agencies

DATABASE = OwnDatabase("history_samples")

setUpModule = DATABASE.for_module
OPEN = ("assigned", "in_progress", "reported")


class TestHistoryLoadSamples(unittest.TestCase):
    """Each sample in a province made of its own list of agencies; nothing is kept."""

    def test_figures_after_loading_are_the_official_classes_of_the_file(self):
        for path, expected in samples.expectations("history"):
            with self.subTest(path.name), DATABASE.environment() as env:
                agencies = make_agencies(env, expected["province_code"])
                wizard = read_file(env, path)
                rows = dict(zip(places(expected), expected["tasks"], strict=True))
                self.check_preview(wizard, rows, expected["as_of"])
                loaded = self.load(env, wizard, agencies)
                self.check_figures(env, loaded, rows, expected["as_of"])
                print(f"\n{path.name}: {len(loaded)} tasks loaded")
                env.cr.rollback()

    def check_preview(self, wizard, rows, as_of):
        """Compare the rows; open tasks of a file that tells no day are judged as of today."""
        lines = {line.place: line for line in wizard.line_ids}
        self.assertEqual(set(lines), set(rows))
        for place, row in rows.items():
            is_judged_today = not as_of and row["state"] in OPEN and not row["continued_at"]
            wanted = class_today(row) if is_judged_today else row["official_class"]
            self.assertEqual(lines[place].official_class or None, wanted, place)
            self.assertEqual(lines[place].is_included, not row["continued_at"], place)

    def check_figures(self, env, loaded, rows, as_of):
        Figures = env["directive.statistics"]
        judged = [place for place in loaded if rows[place]["official_class"]]
        with on_day(env, date.fromisoformat(as_of) if as_of else date.today()):
            for place in judged:
                figure = Figures.browse(loaded[place]).official_class
                self.assertEqual(figure, rows[place]["official_class"], place)

    def load(self, env, wizard, agencies):
        """Load all rows that tell a state; return {place: id of the task}."""
        office = agencies.filtered(lambda agency: agency.kind == "department")[:1]
        wizard.line_ids.filtered(lambda line: not line.lead_agency_id).lead_agency_id = office
        wizard.line_ids.is_checked = True
        wizard.incomplete_line_ids.is_included = False
        ready = wizard.line_ids.filtered("is_included")
        wizard.action_confirm()
        self.assertEqual(len(wizard.load_id._tasks()), len(ready))
        return {line.place: line.task_ref for line in ready}


def class_today(row):
    if not row["date_deadline"]:
        return "open_no_deadline"
    return "open_overdue" if row["date_deadline"] < date.today().isoformat() else "open_in_term"


def places(expected):
    return [f"sheet {task['at']['sheet']}, row {task['at']['row']}" for task in expected["tasks"]]


def read_file(env, path):
    content = base64.b64encode(path.read_bytes())
    file = (0, 0, {"file": content, "name": path.name})
    wizard = env["directive.history.import"].create({"file_ids": [file]})
    wizard.action_read()
    return wizard
