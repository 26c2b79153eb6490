from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Date

from ...tools.evaluation.rating import rating_row, read_period

READER = "directive_tracking.group_directive_rating"


class DirectiveRating(models.AbstractModel):
    """Figures for the rating software of Decree 335/2025/NĐ-CP: read-only, by file and web API.

    It feeds the evaluation of agencies and people; it does not evaluate by itself.
    """

    _name = "directive.rating"
    _description = "Figures for the Rating Software"

    @api.model
    @api.readonly
    def read_period(self, period):
        """Return the figures of one month or quarter: per agency counts, weights and the tasks.

        A month runs from the 15th of the month before to the 14th (Decree 09/2019/NĐ-CP). A closed
        period is answered as it was closed; an open one as it stands, marked as not final.

        :param str period: ``2026-11`` or ``2026-Q4``
        :return: a dictionary, described in the user pages for administrators
        :raises AccessError: for whoever is neither rating software nor Office nor leader
        :raises UserError: if there is no such period, or it has not begun
        """
        self._check_may_read()
        first, last = self._bounds(period)
        closed = self.env["directive.period"]._closed(first, last)
        rows = self._rows_of(closed, first, last)
        return {
            "period": period,
            "first": Date.to_string(first),
            "last": Date.to_string(last),
            "is_final": bool(closed),
            "version": closed.version or None,
            "agencies": [self._agency(agency, lines, last) for agency, lines in rows],
        }

    @api.model
    def _check_may_read(self):
        Task = self.env["directive.task"]
        reader = self.env.user.has_group(READER)
        if not (self.env.su or reader or Task._is_office() or Task._is_leader()):
            raise AccessError(
                self.env._("You are not allowed to read the figures for the rating software.")
            )

    @api.model
    def _bounds(self, period):
        try:
            _kind, first, last = read_period(period)
        except (ValueError, OverflowError) as error:
            raise UserError(
                self.env._(
                    "“%(period)s” is no month and no quarter: write it as 2026-11 or 2026-Q4.",
                    period=period,
                )
            ) from error
        if first > self.env["directive.settings"]._today():
            raise UserError(self.env._("The period %(period)s has not begun.", period=period))
        return first, last

    @api.model
    def _rows_of(self, closed, first, last):
        """Return ``[(agency, [(task id, columns, weight)])]`` by code, of the closing if there is one."""
        # The check above is the permission: the software has no other right.
        Lines = self.env["directive.period.task"].sudo()
        found = Lines._lines_by_agency(closed) if closed else Lines._lines_live(first, last)
        agencies = self.env["directive.agency"].sudo().browse(found)
        ordered = agencies.sorted(lambda agency: (agency.code or "", agency.name, agency.id))
        return [(agency, found[agency.id]) for agency in ordered]

    @api.model
    def _agency(self, agency, lines, last):
        tasks = {task.id: task for task in self._named(lines)}
        return {
            "code": agency.code or "",
            "name": self.env["directive.comparison"]._name_of(agency, last),
            **rating_row(lines),
            "tasks": [self._task(tasks[line.task], line) for line in lines if line.task in tasks],
        }

    @api.model
    def _named(self, lines):
        # As above: the software has no right to tasks, and the check of the caller lets it read these.
        tasks = self.env["directive.task"].sudo().browse([line.task for line in lines])
        names = ["number", "point", "name", "date_deadline", "date_reported", "cause_reason"]
        tasks.fetch([name for name in names if name in tasks._fields])
        return tasks

    @api.model
    def _task(self, task, line):
        return {
            "id": task.id,
            "number": task.number or "",
            "point": task.point or "",
            "name": task.name,
            "deadline": Date.to_string(task.date_deadline) or None,
            "weight": line.weight,
            "columns": sorted(line.columns),
        }
