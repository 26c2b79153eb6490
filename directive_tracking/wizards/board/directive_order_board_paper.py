from odoo import models
from odoo.tools import format_date

from ...tools.board.sheet import write_xlsx
from ...tools.paper import Column, Paper, Table

CONTENT = 2  # the place of its column


class DirectiveOrderBoard(models.TransientModel):
    """The board for the meeting: as DOCX and PDF in the official layout, and as XLSX."""

    _name = "directive.order.board"
    _inherit = ["directive.order.board", "directive.paper.mixin"]
    _is_a_sheet_too = True

    def action_download_xlsx(self):
        """Download the board as a spreadsheet."""
        return self._download("xlsx")

    def _paper(self):
        self.ensure_one()
        order = self.directive_id
        return Paper(
            **self.env["directive.settings"]._heading(),
            day=self.env["directive.settings"]._today(),
            kind=self.env._("SUMMARY"),
            subject=self.env._("of the carrying out of %(order)s", order=order.display_name),
            body=(order.subject or "", *self._sentences(), self._paper_table()),
            landscape=True,
        )

    def _sentences(self):
        """Return what is filtered, what all agencies have to do, and each count in one line."""
        yield from self._filters()
        if content := self._same_content():
            yield self.env._("Each agency: %(content)s", content=content)
        labels = dict(self._fields["shown"]._description_selection(self.env))
        counts = "; ".join(f"{label}: {self[f'{name}_count']}" for name, label in labels.items())
        yield f"{counts}."

    def _filters(self):
        if self.task_id:
            yield self.env._("Only the point: %(content)s", content=self.task_id.name)
        if self.agency_group_ids:
            names = ", ".join(self.agency_group_ids.mapped("name"))
            yield self.env._("Only the groups: %(groups)s", groups=names)
        if self.kind:
            kinds = dict(self._fields["kind"]._description_selection(self.env))
            yield self.env._("Only: %(kind)s", kind=kinds[self.kind])
        yield self.env._("Silent: no news for %(days)s days.", days=self.days_of_silence)

    def _same_content(self):
        """Return what every agency has to do, empty where they have to do different things."""
        names = set(self._tasks("all").mapped("name"))
        return names.pop() if len(names) == 1 else ""

    def _columns(self):
        return (
            Column(self.env._("No."), 0.7, "centre"),
            Column(self.env._("Agency"), 2.4),
            Column(self.env._("Content of the task"), 3.4),
            Column(self.env._("Deadline"), 1.2, "centre"),
            Column(self.env._("State"), 1.3),
            Column(self.env._("Received on"), 1.2, "centre"),
            Column(self.env._("Last news"), 1.2, "centre"),
            Column(self.env._("Remark"), 1.8),
        )

    def _lines(self):
        """Return ``(columns, *rows)``, without the content if the sentences say it once for all."""
        lines = (self._columns(), *self._rows())
        if not self._same_content():
            return lines
        return tuple(line[:CONTENT] + line[CONTENT + 1 :] for line in lines)

    def _paper_table(self):
        columns, *rows = self._lines()
        return Table(columns, tuple(rows), size=11)

    def _rows(self):
        tasks = self._tasks("all")
        silent, unreached = self._tasks("silent"), self._tasks("unreached")
        states = dict(tasks._fields["state"]._description_selection(self.env))
        for place, task in enumerate(tasks.sorted(lambda one: one.lead_agency_id.name or ""), 1):
            yield (
                str(place),
                task.lead_agency_id.name or "",
                task.name,
                self._day(task.date_deadline),
                states[task.state],
                self._day(task.date_received),
                self._day(task.date_last_news),
                self._remark(task, silent, unreached),
            )

    def _day(self, day):
        return format_date(self.env, day, date_format="dd/MM/yyyy") if day else ""

    def _remark(self, task, silent, unreached):
        labels = dict(self._fields["shown"]._description_selection(self.env))
        remarks = (
            task.days_overdue and self.env._("%(days)s days late", days=task.days_overdue),
            task in silent and labels["silent"],
            task.has_pending_request and labels["asked"],
            task in unreached and labels["unreached"],
        )
        return "; ".join(filter(None, remarks))

    def _sheet_file(self):
        """Return the bytes of the spreadsheet, in the reader's language."""
        lines = [self.directive_id.display_name, self.directive_id.subject or ""]
        columns, *rows = self._lines()
        titles = [column.title for column in columns]
        widths = [column.width for column in columns]
        return write_xlsx([*lines, *self._sentences()], titles, widths, rows)
