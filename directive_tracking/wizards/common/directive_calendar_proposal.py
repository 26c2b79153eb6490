from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools.public_holidays import FIRST_YEAR, LAST_YEAR, proposed_days


class DirectiveCalendarProposal(models.TransientModel):
    """Propose a year's public holidays and made-up working days.

    Existing days, confirmed or not, are left unchanged: running the wizard again after an update
    undoes no corrections.
    """

    _name = "directive.calendar.proposal"
    _description = "Days Off Proposal"

    year = fields.Integer(required=True, default=lambda self: self._default_year())

    @api.model
    def _default_year(self):
        """Return this year if it has no days yet, else the next year."""
        year = self.env["directive.settings"]._today().year
        return year + bool(
            self.env["directive.calendar.day"].search_count(self._domain(year), limit=1)
        )

    @api.constrains("year")
    def _check_year(self):
        if any(not FIRST_YEAR <= wizard.year <= LAST_YEAR for wizard in self):
            raise ValidationError(
                self.env._(
                    "Holidays can be proposed for the years %(first)s to %(last)s: "
                    "correct the year %(year)s.",
                    first=FIRST_YEAR,
                    last=LAST_YEAR,
                    year=self[:1].year,
                )
            )

    def action_propose(self):
        """Add the missing days of the year as proposals and show them."""
        self.ensure_one()
        self.env["directive.calendar.day"].create(self._prepare_days())
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_calendar_day_action"
        )
        action["domain"] = self._domain(self.year)
        action["display_name"] = self.env._("Days off of %(year)s", year=self.year)
        return action

    def _prepare_days(self):
        Day = self.env["directive.calendar.day"]
        known = set(Day.search(self._domain(self.year)).mapped("date"))
        return [
            {"date": day, "kind": kind, "name": name, "state": "proposed"}
            for day, kind, name in self._proposed_days()
            if day not in known
        ]

    def _proposed_days(self):
        language = "vi" if (self.env.lang or "").startswith("vi") else "en_US"
        made_up = self.env._("Made-up working day")
        return [
            (day, kind, name or made_up) for day, kind, name in proposed_days(self.year, language)
        ]

    @api.model
    def _domain(self, year):
        return [("date", ">=", f"{year}-01-01"), ("date", "<=", f"{year}-12-31")]
