from odoo import api, models
from odoo.fields import Domain

from ...tools.watch.problem import ERROR, NOTE, WARNING, Problem

NEXT_YEAR_FROM = 11  # the month in which next year's days off should be known


class DirectiveSendingCheck(models.TransientModel):
    """Checks of people: reachability, reminder rules and days off."""

    _inherit = "directive.sending.check"

    @api.model
    def _people_problems(self):
        return [
            *self._problems_of_heads(),
            *self._problems_of_agencies(),
            *self._problems_of_addresses(),
            *self._problems_of_duty(),
            *self._problems_of_rules(),
            *self._problems_of_days(),
        ]

    @api.model
    def _problems_of_heads(self):
        Member = self.env["directive.agency.member"]
        heads = Member._reachable_domain() & Domain("role", "=", "head")
        heads &= Domain("agency_id.active", "=", True) & ~Member._way_domain()
        found = Member.search(heads)
        if not found:
            return []
        return [
            Problem(
                WARNING,
                self.env._(
                    "Heads of agencies who cannot be reached by any way: %(count)s.",
                    count=len(found),
                ),
                self.env._("Enter their e-mail address or telephone, or give them a user."),
                self._list_action(
                    "directive.agency",
                    [("id", "in", found.agency_id.ids)],
                    self.env._("Agencies of these heads"),
                ),
            )
        ]

    @api.model
    def _problems_of_agencies(self):
        Agency = self.env["directive.agency"]
        Member = self.env["directive.agency.member"]
        way = Member._reachable_domain() & Member._way_domain()
        found = Agency.search(Domain("member_ids", "not any", way) & Domain("email", "=", False))
        if not found:
            return []
        return [
            Problem(
                WARNING,
                self.env._(
                    "Agencies that cannot be reached, either through a member or at their own "
                    "address: %(count)s.",
                    count=len(found),
                ),
                self.env._("Enter their members, or an e-mail address of the agency."),
                self._list_action(
                    "directive.agency",
                    [("id", "in", found.ids)],
                    self.env._("Agencies that cannot be reached"),
                ),
            )
        ]

    @api.model
    def _problems_of_addresses(self):
        """Count people whose e-mail bounces; the pages of their agencies show them."""
        partners = self.env["directive.email.report"]._bouncing_partners()
        if not partners:
            return []
        ids = [partner.id for partner in partners]
        return [
            Problem(
                WARNING,
                self.env._("People and agencies whose e-mail bounces: %(count)s.", count=len(ids)),
                self.env._("Correct the addresses: they are marked on the pages of the agencies."),
                self._list_action(
                    "directive.agency",
                    ["|", ("member_ids.partner_id", "in", ids), ("partner_id", "in", ids)],
                    self.env._("Agencies of these people"),
                ),
            )
        ]

    @api.model
    def _problems_of_duty(self):
        """Warn if escalation ends in a telephone call and no person is on duty today."""
        called = self.env["directive.escalation.step"].search_count(
            [("action", "=", "call")], limit=1
        )
        if not called or self.env["directive.duty"]._on_duty():
            return []
        return [
            Problem(
                NOTE,
                self.env._(
                    "Nobody is on the duty roster today: calls are assigned to the specialist "
                    "who follows the matter, or to the whole Office."
                ),
                self.env._("Enter the Office staff on duty."),
                self._list_action("directive.duty", [], self.env._("Duty roster")),
            )
        ]

    @api.model
    def _problems_of_rules(self):
        if self.env["directive.reminder.rule"].search_count([], limit=1):
            return []
        return [
            Problem(
                ERROR,
                self.env._("No reminder rule is switched on: nobody is reminded of anything."),
                self.env._("Restore reminder rules from the archive."),
                self._list_action(
                    "directive.reminder.rule",
                    [("active", "in", (True, False))],
                    self.env._("Reminder rules"),
                ),
            )
        ]

    @api.model
    def _problems_of_days(self):
        """Report years without confirmed days off: reminders are then counted without them."""
        today = self.env["directive.settings"]._today()
        years = [(today.year, WARNING)]
        if today.month >= NEXT_YEAR_FROM:
            years.append((today.year + 1, NOTE))
        return [
            Problem(
                severity,
                self.env._(
                    "No day off of %(year)s is confirmed: working days are counted without them.",
                    year=year,
                ),
                self.env._(
                    "Propose the year's days off, compare them with the announcement, confirm them."
                ),
                self._list_action("directive.calendar.day", [], self.env._("Days off")),
            )
            for year, severity in years
            if not self._has_days_off(year)
        ]

    @api.model
    def _has_days_off(self, year):
        domain = [
            ("state", "=", "confirmed"),
            ("date", ">=", f"{year}-01-01"),
            ("date", "<=", f"{year}-12-31"),
        ]
        return bool(self.env["directive.calendar.day"].search_count(domain, limit=1))
