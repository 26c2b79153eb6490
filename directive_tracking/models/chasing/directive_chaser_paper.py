from odoo import models
from odoo.tools import format_date

from ...tools.chasing.grades import ULTIMATUM, WARNING, lines_of, number_without
from ...tools.paper import Column, Paper, Signature, Table


class DirectiveChaser(models.Model):
    """A formal reminder on paper: an official letter with the table of tasks."""

    _inherit = "directive.chaser"

    def _paper(self):
        self.ensure_one()
        setting = self.env["directive.settings"]._get
        agency = self.agency_name or self.agency_id.name
        return Paper(
            **self.env["directive.settings"]._heading(),
            number=self.number or number_without(setting("chase_number_pattern")),
            day=self.date_issued or None,
            subject=self._subject(),
            recipients=(agency,),
            body=self._body(agency),
            signature=Signature(lines_of(self.posts), self.signed_by or ""),
            copies=(
                self.env._("As above"),
                *lines_of(setting("chase_copies")),
                self.env._("Archives: clerk's office"),
            ),
        )

    def _subject(self):
        if self.grade == ULTIMATUM:
            return self.env._("carrying out overdue tasks (final demand)")
        if self.grade == WARNING:
            return self.env._("warning about delays in carrying out tasks")
        return self.env._("reminder of tasks to be carried out")

    def _body(self, agency):
        parts = [self._opening(agency), self._task_table(), *(self.note or "").splitlines()]
        *texts, last = (*parts, *self._demand(agency))
        return (*texts, f"{last.rstrip('.')}./.")  # as official letters end

    def _opening(self, agency):
        day = format_date(self.env, self.date_issued or self.env["directive.settings"]._today())
        return self.env._(
            "In following and speeding up the tasks given by the provincial People's Committee and "
            "its Chairman, as of %(day)s the following %(count)s tasks led by %(agency)s have not "
            "been completed:",
            day=day,
            count=len(self.line_ids),
            agency=agency,
        )

    def _task_table(self):
        columns = (
            Column(self.env._("No."), 0.7, "centre"),
            Column(self.env._("Content of the task"), 3.7),
            Column(self.env._("Order document"), 1.9),
            Column(self.env._("Deadline"), 1.3, "centre"),
            Column(self.env._("Number of days overdue"), 1, "centre"),
            Column(self.env._("Times chased"), 1, "centre"),
        )
        return Table(columns, tuple(self._rows()))

    def _rows(self):
        """Return the cells of each task, the longest overdue first."""
        lines = self.line_ids.sorted(lambda line: (-line.days_late, line.id))
        for place, line in enumerate(lines, 1):
            yield (
                str(place),
                line.content or "",
                line.document or "",
                format_date(self.env, line.deadline) if line.deadline else "",
                str(line.days_late or ""),
                str(line.chase_number),
            )

    def _demand(self, agency):
        day = format_date(self.env, self.date_answer)
        yield self.env._(
            "%(agency)s is asked to carry out these tasks without delay and to report the results, "
            "or the reasons and the day on which each will be completed, before %(day)s.",
            agency=agency,
            day=day,
        )
        if self.grade == WARNING:
            yield self.env._(
                "The head of the agency is asked to direct the work in person and to examine who "
                "is responsible for the delay."
            )
        if self.grade == ULTIMATUM:
            yield self.env._(
                "After that day the Office will report to the Chairman of the provincial People's "
                "Committee, who will consider the responsibility of the head of the agency."
            )
