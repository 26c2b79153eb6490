from odoo import models
from odoo.exceptions import UserError

from ..notice.telling import says_what_it_sent


class DirectiveInquiry(models.Model):
    """Issued once, ended or withdrawn: steps of the Office."""

    _inherit = "directive.inquiry"

    @says_what_it_sent
    def action_issue(self):
        """Ask the chosen agencies from now on; the first round opens when its period has ended.

        :raises UserError: if the user is not of the Office, one is issued already or incomplete, or
            a question is asked of the same agencies already and no reason is given
        """
        self.check_access("read")
        self._check_office()
        self.sudo()._hold_and_touch()  # whether the user may is checked above
        self._check_is_draft()
        today = self.env["directive.settings"]._today()
        for inquiry in self:
            inquiry._check_to_issue()
            inquiry._as_system().write(
                {
                    "state": "running",
                    "date_issued": today,
                    "issued_by_id": self.env.uid,
                    "asked_agency_ids": inquiry._agencies().ids,
                }
            )
            inquiry._open_due(today)
        self._trigger_next()
        return True

    def action_end(self):
        """Ask no further round; the open reports stay to be answered.

        :raises UserError: if the user is not of the Office, or one does not run
        """
        self._check_running()
        self._as_system().write({"state": "ended"})
        return True

    @says_what_it_sent
    def action_withdraw(self, note=None):
        """Ask for nothing more: no further round, and no open report of the rounds so far.

        :raises UserError: without a reason, if the user is not of the Office, or one does not run
        """
        note = self._typed_text(note)
        if not note and self.env.context.get("directive_ask_note"):
            action = self.env["ir.actions.act_window"]._for_xml_id(
                "directive_tracking.directive_inquiry_note_action"
            )
            return dict(action, context={"default_inquiry_id": self.id, "default_step": "withdraw"})
        self._check_running()
        if not note:
            raise UserError(self.env._("Enter the reason: the agencies read it."))
        self._as_system().write({"state": "withdrawn", "end_note": note})
        missing = self.round_ids.answer_ids.filtered(
            lambda one: one.state in ("waiting", "prepared", "returned")
        )
        if missing:
            missing.action_withdraw(note)
        return True

    def _check_office(self):
        """Raise unless the user is of the Office."""
        if not (self.env.su or self.env["directive.task"]._is_office()):
            raise UserError(self.env._("Only Office specialists ask agencies for reports."))

    def _check_running(self):
        self.check_access("read")
        self._check_office()
        self.sudo()._hold_and_touch()  # the Office writes them by steps alone
        for inquiry in self.filtered(lambda one: one.state != "running"):
            raise UserError(
                self.env._("“%(name)s” does not run: nothing to end.", name=inquiry.name)
            )

    def _check_to_issue(self):
        """Raise unless this draft says who is asked what, about which days."""
        self.agency_ids._check_exists_still()
        if not self._agencies():
            raise UserError(
                self.env._("“%(name)s” has no agencies: choose them or a group.", name=self.name)
            )
        if not self.question_ids:
            raise UserError(self.env._("“%(name)s” has no questions: add them.", name=self.name))
        if not self.date_to or not (self.date_from or self.frequency):
            raise UserError(
                self.env._("Enter the days on which “%(name)s” reports.", name=self.name)
            )
        rhythm = self._rhythm()
        if rhythm.repeats and rhythm.due_after(rhythm.due_before(self.date_to)) != self.date_to:
            raise UserError(
                self.env._(
                    "The first period of “%(name)s” does not end on a day of its rhythm: enter "
                    "%(day)s.",
                    name=self.name,
                    day=self._day_in_words(rhythm.due_before(self.date_to)),
                )
            )
        self._check_asked_once()
