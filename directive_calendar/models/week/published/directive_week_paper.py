from odoo import models

from odoo.addons.directive_tracking.tools.chasing.grades import lines_of
from odoo.addons.directive_tracking.tools.paper import Column, Led, Line, Paper, Signature, Table

LONG = 5  # rows of a day within which a page may end


class DirectiveWeek(models.Model):
    """A week on paper, in the layout offices publish: day, half-day, content, place, who."""

    _name = "directive.week"
    _inherit = ["directive.week", "directive.paper.mixin"]

    def _paper(self):
        self.ensure_one()
        settings, group = self.env["directive.settings"], self.group_id
        page = self._page(self._entries())
        day = self.date_updated or self.date_published
        return Paper(
            **settings._heading(),
            day=settings._to_local(day).date() if day else settings._today(),
            kind=self.env._("WORK CALENDAR"),
            subject=self._paper_subject(),
            body=(
                *self._paper_revision(page),
                self._paper_table(page),
                *(group.page_note or "").splitlines(),
            ),
            signature=Signature(lines_of(group.posts), group.signed_by or ""),
            copies=tuple((group.copies or "").splitlines()),
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
        """Yield the rows of a day; its name stands in the first, the half-day in its first.

        A page may end within a long day, which is therefore named in each half-day.
        """
        name = first = f"{day['name']}\n{day['date']}"
        is_long = sum(len(lines) or 1 for _half, lines in day["rows"]) > LONG
        for half, lines in day["rows"]:
            for line in lines or [None]:
                yield first, half, *self._paper_cells(line)
                first = half = None
            first = name if is_long else None

    def _paper_cells(self, line):
        if line is None:
            return "", "", ""
        asides = "".join(f"\n{aside}" for aside in line["asides"])
        mark = line["mark"] and f"{line['mark']} "
        content = Led(mark, line["content"] + asides)
        return content, line["place"], Led(line["chair"], line["who"])
