"""The sample appendices, read through the import as a clerk would, compared field by field."""

import base64
import csv
import unittest

from ..world import samples
from ..world.own_database import OwnDatabase

PROVINCES = {"15": "lao-cai", "91": "an-giang"}
GROUPS = {"ALL_DEPARTMENTS": ("department",), "ALL_COMMUNES": ("commune",)}
COMMUNE_KINDS = {"xã": "xa", "phường": "phuong", "đặc": "dac_khu"}
# The column of the preview, and its name in the expected result.
PLAIN_FIELDS = {
    "group_title": "group",
    "group_parent": "group_parent",
    "subgroup": "subgroup",
    "name": "content",
    "product": "product",
    "deadline_kind": "deadline_kind",
    "deadline_text": "deadline_text",
    "deadline_days": "working_days",
    "frequency": "frequency",
    "frequency_day": "frequency_day",
}
DATABASE = OwnDatabase("import_samples")

setUpModule = DATABASE.for_module


class TestImportSamples(unittest.TestCase):
    """Each sample in a province made of its own list of agencies; nothing is kept."""

    def test_every_field_is_read_as_expected(self):
        for path, expected in samples.expectations("appendices"):
            with self.subTest(path.name), DATABASE.environment() as env:
                comparison = Comparison(make_agencies(env, expected["province_code"]))
                wizard = read_file(env, path)
                comparison.compare_all(wizard, expected)
                print(f"\n{path.name}: {comparison.right} / {comparison.total} fields right")
                self.assertEqual(comparison.wrong, [])
                env.cr.rollback()

    def test_every_sample_becomes_a_directive_with_its_tasks(self):
        for path, expected in samples.expectations("appendices"):
            with self.subTest(path.name), DATABASE.environment() as env:
                make_agencies(env, expected["province_code"])
                wizard = read_file(env, path)
                agency = env["directive.agency"].search([("kind", "=", "office")], limit=1)
                wizard.line_ids.filtered("is_leadless").lead_agency_ids = agency
                count = sum(len(line.lead_agency_ids) for line in wizard.line_ids)
                action = wizard.action_confirm()
                directive = env["directive.directive"].browse(action["res_id"])
                self.assertEqual(len(directive.task_ids), count)
                env.cr.rollback()


class Comparison:
    """Counts fields right and lists the wrong ones."""

    def __init__(self, agencies):
        self.members = {
            token: {agency.name for agency in agencies if agency.kind in kinds}
            for token, kinds in GROUPS.items()
        }
        self.right, self.wrong = 0, []

    @property
    def total(self):
        return self.right + len(self.wrong)

    def compare_all(self, wizard, expected):
        document = expected["document"]
        self.check("number", wizard.number or None, document["number"])
        self.check("date", str(wizard.date_issued or "") or None, document["date"])
        self.check("title", wizard.subject or None, document["title"])
        self.check("tasks", len(wizard.line_ids), expected["task_count"])
        for line, task in zip(wizard.line_ids, expected["tasks"], strict=False):
            self.compare(line, task)

    def compare(self, line, task):
        place = f"{task['at']} {task['point']}"
        for column, name in PLAIN_FIELDS.items():
            self.check(f"{place} {column}", line[column] or None, task[name] or None)
        if not task.get("point_auto"):
            self.check(f"{place} point", line.point or None, task["point"])
        day = str(line.date_deadline) if line.date_deadline else None
        self.check(f"{place} date_deadline", day, task["date_deadline"])
        for column, name in (
            ("lead_agency_ids", "lead"),
            ("coordinating_agency_ids", "coordinators"),
        ):
            names = set(line[column].mapped("name"))
            self.check(f"{place} {name}", names, self.expanded(task[name]))
        self.check(
            f"{place} warning",
            line.has_warning,
            bool(task["warnings"] or not self.expanded(task["lead"])),
        )
        kept = (line.remark or "") + "\n" + line.unmatched_text
        for text in (task["leader"], task["note"], *self.unmatched(task)):
            if text:
                self.check(f"{place} {text} kept", text in kept, True)

    def expanded(self, names):
        """Return the agencies; "related" ones name none."""
        found = set()
        for name in names:
            found |= self.members.get(name, set() if name.startswith("RELATED_") else {name})
        return found

    def unmatched(self, task):
        return [doubt["value"] for doubt in task["warnings"] if doubt["code"] == "unmatched_agency"]

    def check(self, what, found, expected):
        if found == expected:
            self.right += 1
        else:
            self.wrong.append(f"{what}: {found!r} instead of {expected!r}")


def make_agencies(env, province_code):
    """Create the agencies of the province's list, with their spellings."""
    path = samples.get(f"appendices/agencies-{PROVINCES[province_code]}.csv")
    with open(path, encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    return env["directive.agency"].create(
        [
            {
                "name": row["name"],
                "short_name": row["short_name"],
                "code": row["code"] or False,
                "kind": row["kind"],
                "commune_kind": COMMUNE_KINDS[row["name"].split()[4]]
                if row["kind"] == "commune"
                else False,
                "alias_ids": [(0, 0, {"name": name}) for name in row["aliases"].split("|") if name],
            }
            for row in rows
        ]
    )


def read_file(env, path):
    wizard = env["directive.import"].create(
        {"file": base64.b64encode(path.read_bytes()), "file_name": path.name}
    )
    wizard.action_read()
    return wizard
