from datetime import timedelta

from odoo import api, fields, models

from ...tools.week.page import in_order


class DirectiveWeek(models.Model):
    """A week as data: what stands on the printed page, for every reader."""

    _inherit = "directive.week"

    leader_page = fields.Html(compute="_compute_leader_page", sanitize=False)
    next_day = fields.Date(compute="_compute_next", help="Where the next entry is likely to be.")
    next_half_day = fields.Char(compute="_compute_next")
    entry_count = fields.Integer(compute="_compute_entry_count")

    @api.depends("meeting_ids")
    def _compute_entry_count(self):
        for week in self:
            week.entry_count = len(week.meeting_ids)

    @api.depends("meeting_ids.day", "meeting_ids.half_day", "date_from")
    def _compute_next(self):
        for week in self:
            last = week.meeting_ids[-1:]
            week.next_day = last.day or week.date_from
            week.next_half_day = last.half_day or "morning"

    def _entries(self, masked=True):
        """Return the entries of this week as dicts, in the order of the page.

        :param masked: whether private entries the reader may not know are shown as “busy”
        """
        self.ensure_one()
        # Everybody reads the page; what a reader may not know is masked entry by entry.
        meetings = self.sudo().meeting_ids.filtered(lambda one: one._stands_on_page())
        typed = meetings.sorted("id")
        return in_order([one.with_env(self.env)._entry(masked) for one in typed])

    @api.depends("meeting_ids", "state", "revision")
    @api.depends_context("uid", "lang")
    def _compute_leader_page(self):
        for week in self:
            stored = week._origin
            week.leader_page = stored and stored._page_by_leader(stored._entries())

    def _page_by_leader(self, entries):
        """Return the page with the entries of each leader of the calendar."""
        # The leaders of a calendar are everybody's to know.
        leaders = self.sudo().group_id.leader_ids
        days = dict(self._named_days())
        rows = [
            (leader, [self._dated(one, days) for one in entries if self._is_of(one, leader)])
            for leader in leaders
        ]
        return self.env["ir.qweb"]._render(
            "directive_calendar.week_leader_page", {"week": self, "rows": rows}
        )

    @api.model
    def _is_of(self, entry, leader):
        return leader.id in [one["leader_id"] for one in entry["participants"]]

    @api.model
    def _dated(self, entry, days):
        labels = self._half_day_labels()
        return {
            **entry,
            "invited": self._invited_in_words(entry),
            "prepared": self._preparing_in_words(entry),
            "when": f"{days.get(entry['date'], '')}, {labels[entry['half_day']].lower()}",
        }

    def _named_days(self):
        """Return ``[(day as ISO text, its name)]`` from Monday to Sunday."""
        days = [self.date_from + timedelta(days=number) for number in range(7)]
        labels = dict(
            self.env["directive.week.group"]
            ._fields["registration_weekday"]
            ._description_selection(self.env)
        )
        return [(day.isoformat(), f"{labels[str(day.weekday())]}, {day:%d/%m}") for day in days]

    @api.model
    def _half_day_labels(self):
        field = self.env["directive.meeting"]._fields["half_day"]
        return dict(field._description_selection(self.env))
