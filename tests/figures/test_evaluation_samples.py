"""The sample provinces, loaded as history: comparison, closed periods and rating export are right."""

import json
import unittest
from datetime import date

from freezegun import freeze_time

from ..world import samples
from ..world.own_database import OwnDatabase
from .figures_world import FiguresWorld
from .test_fairness_samples import cells

DATABASE = OwnDatabase("evaluation_samples")

setUpModule = DATABASE.for_module


def provinces(kind):
    """[(name, province, right answers)] of the provinces with answers of this kind."""
    for path in samples.find(f"figures/*.{kind}.json"):
        province = path.with_name(path.name.replace(f".{kind}.", "."))
        yield (
            path.name,
            json.loads(province.read_text("utf-8")),
            json.loads(path.read_text("utf-8")),
        )


@freeze_time("2031-01-20 03:00:00")  # all their periods are over
class TestEvaluationSamples(unittest.TestCase):
    def worlds(self, kind):
        for name, data, right in provinces(kind):
            with self.subTest(name), DATABASE.environment() as env:
                yield name, FiguresWorld(env, data), right
                env.cr.rollback()

    def assert_same(self, name, right, answer):
        found = cells(right, answer)
        wrong = [cell for cell in found if cell[1] != cell[2]]
        print(f"\n{name}: {len(found) - len(wrong)} of {len(found)} cells right")
        self.assertFalse(wrong[:40])

    def test_the_comparison_of_a_province_is_right(self):
        from odoo.addons.directive_tracking.tools.comparison.answers import as_published

        for name, world, right in self.worlds("fairness"):
            codes = {agency.id: code for code, agency in world.agencies.items()}
            for period in right:
                days = map(date.fromisoformat, (period["first"], period["last"]))
                found = world.env["directive.comparison"]._compare(*days)
                answer = {
                    group: as_published(
                        {codes[key]: (one.x, one.n) for key, one in compared.standings.items()}
                    )
                    for group, compared in found.items()
                }
                self.assert_same(f"{name} {period['period']}", period["groups"], answer)

    def test_the_rating_export_of_a_province_is_right(self):
        for name, world, right in self.worlds("rating-export"):
            codes = {agency.id: code for code, agency in world.agencies.items()}
            for period in right:
                answer = self.exported(world, period["period"], codes)
                self.assert_same(f"{name} {period['period']}", period["agencies"], answer)

    def exported(self, world, period, codes):
        found = world.env["directive.rating"].read_period(period)
        names = {agency.name: codes[agency.id] for agency in world.agencies.values()}
        return {names[one["name"]]: one for one in found["agencies"]}

    def test_a_closed_period_says_what_the_form_says_and_does_not_differ_by_itself(self):
        from odoo.addons.directive_tracking.tools.evaluation.snapshot import added_up

        for name, world, right in self.worlds("forms"):
            for form in right[::3]:
                first, last = map(date.fromisoformat, (form["first"], form["last"]))
                period = world.env["directive.period"]._close("month", first, last)
                codes = {agency.id: code for code, agency in world.agencies.items()}
                cells_kept = {codes[row.agency_id.id]: row.cells for row in period.row_ids}
                self.assert_same(f"{name} {form['period']}", form["by_agency"], cells_kept)
                lines = world.env["directive.period.task"]._lines_by_agency(period)
                from_tasks = {codes[key]: added_up(some) for key, some in lines.items()}
                self.assert_same(f"{name} {form['period']}", form["by_agency"], from_tasks)
                self.assertFalse(period._differences())
