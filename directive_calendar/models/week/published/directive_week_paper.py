from odoo import models

from odoo.addons.directive_tracking.tools.paper import Column, Line, Paper, Table


class DirectiveWeek(models.Model):
    """A week on paper, in the layout offices publish: day, half-day, content, place, who."""

    _name = "directive.week"
    _inherit = ["directive.week", "directive.paper.mixin"]

    def _paper(self):
        self.ensure_one()
        settings = self.env["directive.settings"]
        page = self._page(self._entries())
        day = self.date_updated or self.date_published
        return Paper(
            **settings._heading(),
            day=settings._to_local(day).date() if day else settings._today(),
            kind=self.env._("WORK CALENDAR"),
            subject=self._paper_subject(),
            body=(*self._paper_revision(page), self._paper_table(page)),
            landscape=True,
        )

    def _paper_subject(self):
        return self.env._(
            "%(group)s\nWeek %(week)s of %(year)s (from %(first)s to %(last)s)",
            group=self.group_id.name,
            week=self.week,
            year=self.year,
            first=self.date_from.strftime("%d/%m/%Y"),
            last=self.date_to.strftime("%d/%m/%Y"),
        )

    def _paper_revision(self, page):
        """Return the lines that say which version of the week this is."""
        if page["revision"]:
            words = self.env._("(Revision %(number)s)", number=page["revision"])
            yield Line(words, italic=True, align="centre", indented=False)
        if page["updated"]:
            words = self.env._("(Last update: %(moment)s)", moment=page["updated"])
            yield Line(words, italic=True, align="centre", indented=False)

    def _paper_table(self, page):
        columns = (
            Column(self.env._("Day"), 1.1, "centre"),
            Column(self.env._("Time"), 0.9, "centre"),
            Column(self.env._("Content of the work"), 5.6),
            Column(self.env._("Place"), 2.2),
            Column(page["who"], 2.6),
        )
        rows = (row for day in page["days"] for row in self._paper_rows(day))
        return Table(columns, tuple(rows), joined=2)

    def _paper_rows(self, day):
        """Yield the rows of a day; its name stands in the first, the half-day in its first."""
        name = f"{day['name']}\n{day['date']}"
        for half, lines in day["rows"]:
            for line in lines or [None]:
                yield name, half, *self._paper_cells(line)
                name = half = None

    def _paper_cells(self, line):
        if line is None:
            return "", "", ""
        asides = "".join(f"\n{aside}" for aside in line["asides"])
        return line["content"] + asides, line["place"], line["who"]
