"""The small files made after real troubles, read through the import in a province of its own list.

Each file has an expected result next to it: tasks, the document, a refusal, or a sentence of the
preview. A task is compared only in the fields of its expected result.
"""

import base64
import re
import shutil
import unittest

from odoo.exceptions import UserError

from ..world import samples
from ..world.own_database import OwnDatabase
from .test_import_samples import make_agencies

SUFFIXES = (".csv", ".xlsx", ".docx", ".doc", ".xls", ".ods", ".odt", ".pdf")
FULL_NAMES = {"UBND xã Bát Xát": "Ủy ban nhân dân xã Bát Xát"}
# Checks of an answer in words: a pattern of the answer, and its condition.
IN_WORDS = (
    (r"hidden by a filter", lambda wizard, _no: "hidden by a filter (2)" in wizard.left_alert),
    (r"never calculated", lambda wizard, _no: "never calculated" in wizard.line_ids[0].warning),
    (r"warned as duplicate", lambda wizard, _no: "earlier row" in wizard.line_ids[2].warning),
    (r"embedded HTML", lambda wizard, no: wizard.line_ids or "Open it in Word" in no),
)
DATABASE = OwnDatabase("cases_samples")


def setUpModule():
    DATABASE.for_module()
    with DATABASE.environment() as env:
        make_agencies(env, "15")


class TestCasesSamples(unittest.TestCase):
    def test_every_case_is_read_as_its_answer_says(self):
        cases = [one for one in samples.expectations("cases") if one[0].suffix in SUFFIXES]
        self.assertTrue(cases)
        right = 0
        for path, answer in cases:
            with self.subTest(path.name), DATABASE.environment() as env:
                wrong = Case(env, path, answer["expected"]).differences()
                right += not wrong
                env.cr.rollback()
                self.assertEqual(wrong, [])
        print(f"\ncases: {right} / {len(cases)} right")


class Case:
    """One file and its answer."""

    def __init__(self, env, path, expected):
        self.env, self.path, self.expected = env, path, expected
        content = base64.b64encode(path.read_bytes())
        self.wizard = env["directive.import"].create({"file": content, "file_name": path.name})

    def differences(self):
        refusal, expected = self._refusal(), self.expected
        if isinstance(expected, dict) and "refused" in expected:
            return [] if refusal else [f"not refused: {len(self.wizard.line_ids)} rows"]
        if isinstance(expected, dict) and "tasks" not in expected:
            return self._in_words(str(expected), refusal)
        if refusal:
            return [] if self._may_be_refused() else [f"refused: {refusal}"]
        tasks = expected["tasks"] if isinstance(expected, dict) else expected
        return self._document() + self._tasks(tasks)

    def _may_be_refused(self):
        """Tell whether this file is read only where LibreOffice is installed."""
        return (
            isinstance(self.expected, dict)
            and "or_refused" in self.expected
            and not shutil.which("soffice")
        )

    def _refusal(self):
        try:
            with self.env.cr.savepoint():
                self.wizard.action_read()
        except UserError as error:
            return str(error)
        return None

    def _in_words(self, answer, refusal):
        said = [
            holds(self.wizard, refusal) for words, holds in IN_WORDS if re.search(words, answer)
        ]
        if not said:
            return [f"no test for the answer {answer}: add it to IN_WORDS"]
        return [] if all(said) else [f"not said: {answer}"]

    def _document(self):
        wanted = self.expected.get("document", {}) if isinstance(self.expected, dict) else {}
        found = {
            "number": self.wizard.number or None,
            "date": self.wizard.date_issued and str(self.wizard.date_issued) or None,
            "title": self.wizard.subject or None,
        }
        return [
            f"document {name}: {found.get(name)!r}, right is {value!r}"
            for name, value in wanted.items()
            if found.get(name) != value
        ]

    def _tasks(self, tasks):
        lines = self.wizard.line_ids
        right = len(tasks)
        wrong = []
        are_all = "or" not in self.expected  # else only the rows in doubt
        if len(lines) < right or are_all and len(lines) > right:
            wrong.append(f"{len(lines)} rows, right are {right}")
        for number, (line, task) in enumerate(zip(lines, tasks, strict=False), 1):
            found = self._found(line)
            for name, value in task.items():
                if name in found and found[name] != self._wanted(name, value):
                    wrong.append(f"row {number} {name}: {found[name]!r}, right is {value!r}")
        return wrong

    def _wanted(self, name, value):
        if name not in ("lead", "coordinators"):
            return value
        return sorted(FULL_NAMES.get(one, one) for one in value)

    def _found(self, line):
        """Return the row in the format of the expected results; an unknown name stays as it is."""
        return {
            "point": line.point or None,
            "group": line.group_title or None,
            "content": line.name,
            "lead": sorted(line.lead_agency_ids.mapped("name") + _names(line.unmatched_leads)),
            "coordinators": sorted(
                line.coordinating_agency_ids.mapped("name") + _names(line.unmatched_coordinators)
            ),
            "deadline_kind": line.deadline_kind,
            "date_deadline": line.date_deadline and str(line.date_deadline) or None,
            "deadline_text": line.deadline_text or None,
            "product": line.product or None,
        }


def _names(text):
    return [name for name in (text or "").splitlines() if name]
