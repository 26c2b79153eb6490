from datetime import date, timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

STATES = [("draft", "Draft"), ("published", "Published")]
MOST_YEARS = 20  # from today: what lies farther was mistyped
GUARDED = {"state", "revision", "date_published", "date_updated"}


class DirectiveWeek(models.Model):
    """One ISO week of a calendar: written as a draft, published, and then changed entry by entry."""

    _name = "directive.week"
    _description = "Week of a Calendar"
    _inherit = ["directive.derived.mixin", "directive.hold.mixin", "directive.workflow.mixin"]
    _order = "date_from desc, group_id"

    group_id = fields.Many2one(
        "directive.week.group", required=True, index=True, ondelete="restrict"
    )
    date_from = fields.Date(string="From", required=True, index=True)
    date_to = fields.Date(string="To", compute="_compute_week", store=True)
    year = fields.Integer(compute="_compute_week", store=True, aggregator=None)
    week = fields.Integer(compute="_compute_week", store=True, aggregator=None)
    state = fields.Selection(STATES, required=True, readonly=True, default="draft", copy=False)
    revision = fields.Integer(readonly=True, copy=False, aggregator=None)
    date_published = fields.Datetime(string="Published on", readonly=True, copy=False)
    date_updated = fields.Datetime(string="Last update", readonly=True, copy=False)
    meeting_ids = fields.One2many("directive.meeting", "week_id", string="Entries")
    revision_ids = fields.One2many(
        "directive.week.revision", "week_id", string="Revisions", readonly=True
    )

    _week_uniq = models.Constraint(
        "UNIQUE (group_id, date_from)", "This calendar already has that week: open it."
    )

    @api.depends("date_from")
    def _compute_week(self):
        for week in self:
            first = week.date_from
            week.date_to = first and first + timedelta(days=6)
            week.year, week.week = first.isocalendar()[:2] if first else (0, 0)

    @api.depends("group_id", "week", "date_from")
    def _compute_display_name(self):
        for week in self:
            week.display_name = week.date_from and self.env._(
                "Week %(week)s (%(first)s - %(last)s), %(group)s",
                week=week.week,
                first=week.date_from.strftime("%d/%m"),
                last=week.date_to.strftime("%d/%m/%Y"),
                group=week.group_id.name or "",
            )

    @api.onchange("group_id")
    def _onchange_group_id(self):
        """Propose the first week from the coming one on that the calendar does not have.

        The calendar has no default: a form that is complete at once is saved by only leaving it.
        """
        if not self.group_id or self._origin:
            return
        first = self._monday(self.env["directive.settings"]._today()) + timedelta(days=7)
        later = [("group_id", "=", self.group_id.id), ("date_from", ">=", first)]
        taken = set(self.search_fetch(later, ["date_from"]).mapped("date_from"))
        self.date_from = next(
            monday
            for monday in (first + timedelta(days=7 * number) for number in range(len(taken) + 1))
            if monday not in taken
        )

    @api.onchange("date_from")
    def _onchange_date_from(self):
        if self.date_from:
            self.date_from = self._monday(self.date_from)

    @api.constrains("date_from")
    def _check_date_from(self):
        if any(week.date_from.weekday() for week in self):
            raise ValidationError(self.env._("A week begins on a Monday: choose one."))
        today = self.env["directive.settings"]._today()
        for week in self:
            if abs(week.date_from.year - today.year) > MOST_YEARS:
                raise ValidationError(
                    self.env._("%s is too far from today: check the year.", week.display_name)
                )

    @api.model
    def _monday(self, day):
        return day - timedelta(days=day.weekday())

    @api.model
    def _week_of(self, group, day):
        """Return the week of ``group`` that holds ``day``; it is begun where there is none."""
        first = self._monday(day)
        found = self.search([("group_id", "=", group.id), ("date_from", "=", first)])
        return found or self.create({"group_id": group.id, "date_from": first})

    @api.model
    def _on(self, group, year, week):
        """Return the week of ``group`` by its ISO number, begun where there is none."""
        return self._week_of(group, date.fromisocalendar(year, week, 1))

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list if not self._in_workflow() else ():
            vals.update(dict.fromkeys(GUARDED, False), state="draft")
        return super().create(vals_list)

    def write(self, vals):
        if not self._in_workflow():
            if GUARDED & vals.keys():
                raise UserError(self.env._("Publish a week by its button."))
            # Private entries count as well.
            if vals.keys() & {"group_id", "date_from"} and self.sudo().meeting_ids:
                raise UserError(
                    self.env._("A week with entries stays where it is: begin another one.")
                )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_empty(self):
        # Private entries of others count as well.
        if any(week.state != "draft" or week.sudo().meeting_ids for week in self):
            raise UserError(
                self.env._("A published week, or one with entries, is kept: it cannot be deleted.")
            )
