"""The printed week beside the page it was taken from: imported, published, printed, read again."""

import base64
import io
import unittest

from pypdf import PdfReader

from ..world import plain, samples
from ..world.own_database import OwnDatabase
from .test_appendix_samples import load_agencies
from .test_import_samples import make_agencies
from .test_week_samples import entry_values, load_reader

DATABASE = OwnDatabase("printed_weeks", "directive_calendar")
LANGUAGE = "vi_VN"
GROUP = "Thường trực UBND tỉnh"  # of a page that names none
TOLD = ("date", "date_to", "half_day", "start", "end", "place", "state")
HALVES = ("all_day", "morning", "afternoon", "evening")  # in the order of a printed day
CHAIRED_BY_NOBODY = ("visit", "other")  # one goes, or works at one's desk


def setUpModule():
    DATABASE.for_module()
    with DATABASE.environment() as env:
        env["res.lang"]._activate_lang(LANGUAGE)
        env["ir.module.module"]._load_module_terms(["directive_calendar"], [LANGUAGE])


def taken_over(env, path, name):
    """Return the week of a file, as a clerk imports and publishes it."""
    group = env["directive.week.group"].create({"name": name})
    file = base64.b64encode(path.read_bytes())
    values = {"group_id": group.id, "file": file, "file_name": path.name}
    wizard = env["directive.week.import"].create(values)
    wizard.action_read()
    wizard.action_confirm()
    wizard.week_id.action_publish()
    return wizard.week_id


def told(entry):
    """Return what a page says of an entry, as far as ``entry`` says it."""
    said = {name: entry[name] for name in TOLD if name in entry}
    said["content"] = " ".join(entry["content"].split()).lower()
    if "participants" in entry:
        people = entry["participants"]
        kind = plain.load("directive_calendar", "tools.week.kind").kind_of(entry["content"])
        chairs = [one["text"] for one in people if one["role"] == "chair"]
        said["people"] = sorted(one["text"] for one in people)
        said["chairs"] = chairs if kind not in CHAIRED_BY_NOBODY else None
    return said


def page_order(entries):
    """Return entries by day, half-day and hour; what has no hour stays behind the one above it."""
    keys, above = [], {}
    for number, one in enumerate(entries):
        half = one["date"], HALVES.index(one["half_day"])
        above[half] = one.get("start") or above.get(half, "")
        keys.append((half, above[half], number))
    return [entries[number] for _half, _hour, number in sorted(keys)]


def pdf_text(data):
    """Return the letters of a PDF, without the spaces and lines of its layout."""
    pages = PdfReader(io.BytesIO(data)).pages
    return letters("".join(page.extract_text() for page in pages))


def letters(text):
    return "".join(text.split()).lower()


class TestPrintedWeekSamples(unittest.TestCase):
    """Whoever knows the page of the province finds its entries on ours, in the same places."""

    maxDiff = None

    def test_a_week_taken_over_is_printed_as_its_page_says_it(self):
        weeks = samples.expectations("weeks")
        longest, _expected = max(weeks, key=lambda week: len(week[1]["entries"]))
        for path, expected in weeks:
            with self.subTest(path.name), DATABASE.environment() as env:
                make_agencies(env, expected["province_code"])
                week = taken_over(
                    env(context={"lang": LANGUAGE}), path, expected.get("group") or GROUP
                )
                self.check_print(week, expected)
                if path == longest:  # LibreOffice takes seconds for each, from the same lines
                    self.check_pdf(week, expected)
                env.cr.rollback()

    def check_print(self, week, expected):
        from odoo.addons.directive_tracking.tools.paper import write_docx

        appendices = plain.load("directive_tracking", "tools.appendix")
        agencies = load_agencies(appendices, expected["province_code"])
        reading = load_reader().read_week("printed.docx", write_docx(week._paper()), agencies)
        entries = [entry_values(one) for one in reading.entries]
        wanted = page_order(expected["entries"])
        self.assertEqual(
            [one["content"].lower() for one in entries], [one["content"].lower() for one in wanted]
        )
        for entry, one in zip(entries, wanted, strict=True):
            known = {name: entry[name] for name in one if name in entry}
            self.assertEqual(told(known), told(one))

    def check_pdf(self, week, expected):
        """The entries stand in the PDF in the order of the page."""
        from odoo.addons.directive_tracking.tools.paper import write_pdf

        text, at = pdf_text(write_pdf(week._paper())), 0
        for one in page_order(expected["entries"]):
            content = letters(one["content"])
            self.assertIn(content, text[at:])
            at = text.index(content, at) + len(content)
