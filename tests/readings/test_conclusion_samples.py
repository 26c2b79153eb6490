"""The sample notices of conclusions are read as expected; prints fields right / fields."""

import unittest

from ..world import samples
from ..world.own_database import OwnDatabase
from .test_appendix_samples import comparable, load_agencies

DATABASE = OwnDatabase("conclusion_samples", "directive_calendar")

setUpModule = DATABASE.for_module


def said(notice):
    """What was read, as the expected answers write it."""
    return {
        "number": notice.number,
        "day": comparable(notice.day),
        "title": notice.title,
        "meeting_day": comparable(notice.meeting_day),
        "points": [said_of(point) for point in notice.points],
        "left_aside": [list(one) for one in notice.left_aside],
    }


def said_of(point):
    order, deadline = point.order, point.order.deadline
    return {
        "label": point.label,
        "heading": point.heading,
        "text": point.text,
        "leads": order.leads,
        "coordinators": order.coordinators,
        "is_order": order.is_order,
        "deadline_kind": deadline.kind,
        "date_deadline": comparable(deadline.date),
        "deadline_text": deadline.text,
        "working_days": deadline.working_days,
        "warnings": [list(one) for one in order.warnings],
    }


class TestConclusionSamples(unittest.TestCase):
    maxDiff = None

    def test_each_notice_gives_its_points_and_lists_the_rest(self):
        from odoo.addons.directive_calendar.tools.conclusion.reader import read_notice
        from odoo.addons.directive_tracking.tools import appendix

        for path, expected in samples.expectations("conclusions"):
            with self.subTest(path.name):
                agencies = load_agencies(appendix, expected["province_code"])
                notice = read_notice(path.name, path.read_bytes(), agencies, expected["province"])
                found = said(notice)
                self.assertEqual(found, {name: expected[name] for name in found})
