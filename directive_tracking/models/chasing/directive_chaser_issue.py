from odoo import models
from odoo.exceptions import UserError

from ...tools.chasing.grades import number_from
from ...tools.guard.quotes import cut
from ...tools.workflow import DRAFT, OPEN_STATES
from ..notice.telling import says_what_it_sent


class DirectiveChaser(models.Model):
    """The steps of a formal reminder: issued with a number, withdrawn with a reason."""

    _inherit = "directive.chaser"

    @says_what_it_sent
    def action_issue(self):
        """Issue these drafts: number them, keep the tasks as they stand, tell the agencies.

        Tasks that have ended since, or have been chased today as severely, are left out.

        :raises UserError: if the user is not of the Office, one is issued already, or nothing is
            left of it
        """
        self._check_office()
        self._hold_with_tasks()
        for chaser in self.filtered(lambda one: one.state != DRAFT):
            raise UserError(
                self.env._("%(name)s has already been issued.", name=chaser.display_name)
            )
        for chaser in self:
            chaser._drop_needless()
            chaser.line_ids._take_snapshot()
            chaser._number()
        self.line_ids.task_id._count_chases()
        self._tell_agencies("chaser_issued")
        self.line_ids.task_id._tell_leaders_of_often()
        return True

    @says_what_it_sent
    def action_withdraw(self, note=None):
        """Withdraw these issued formal reminders; they keep their numbers.

        :param str note: the reason
        :raises UserError: without a reason, if the user is not of the Office, or one is not issued
        """
        self._check_office()
        note = self._typed_text(note)
        if not note and self.env.context.get("directive_ask_note"):
            return self._open_withdrawal()
        self._hold_with_tasks()
        if not note:
            raise UserError(self.env._("Say why it is withdrawn."))
        for chaser in self.filtered(lambda one: one.state != "issued"):
            raise UserError(
                self.env._(
                    "%(name)s is not issued and cannot be withdrawn.", name=cut(chaser.display_name)
                )
            )
        today = self.env["directive.settings"]._today()
        self._record(
            {
                "state": "withdrawn",
                "date_withdrawn": today,
                "withdrawn_by_id": self.env.uid,
                "withdraw_note": note,
            }
        )
        self.line_ids.task_id._count_chases()
        self._close_todos()
        self._tell_agencies("chaser_withdrawn", note)
        return True

    def _open_withdrawal(self):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_chase_withdrawal_action"
        )
        return dict(action, context={"default_chaser_ids": self.ids})

    def _check_office(self):
        self.check_access("read")
        if not (self.env.su or self.env["directive.task"]._is_office()):
            raise UserError(
                self.env._("Only Office specialists can issue or withdraw formal reminders.")
            )

    def _hold_with_tasks(self):
        """Lock the tasks, whose counts change, and then these: the second to press comes too late."""
        chasers = self.sudo()  # issued ones can be written by nobody
        chasers.line_ids.task_id._hold()
        chasers._hold()

    def _drop_needless(self):
        """Remove the tasks that have ended or changed hands since, and those chased today."""
        tasks = self.line_ids.task_id
        left = tasks.filtered(
            lambda task: task.state in OPEN_STATES and task.lead_agency_id == self.agency_id
        )
        again = left._chased_today(self.grade)
        self.line_ids.filtered(lambda line: line.task_id not in left - again).unlink()
        if self.line_ids:
            return
        if again:
            raise UserError(again._chased_today_in_words())
        raise UserError(
            self.env._(
                "None of the tasks in “%(name)s” is open any more: delete the draft.",
                name=self.display_name,
            )
        )

    def _number(self):
        """Give this document its number, its day and its signer."""
        settings = self.env["directive.settings"]
        today = settings._today()
        # Nobody may write the counter.
        number = self.env["directive.chaser.counter"].sudo()._next(today.year)
        self._record(
            {
                "state": "issued",
                "sequence": number,
                "year": today.year,
                "number": number_from(settings._get("chase_number_pattern"), number, today.year),
                "date_issued": today,
                "issued_by_id": self.env.uid,
                "agency_name": self.agency_id.name,
                **self._signature(self.env.user),
                "signed_by": self.signed_by or self.env.user.name,
            }
        )

    def _opened(self):
        """Return the action that shows these formal reminders."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_chaser_action"
        )
        if len(self) == 1:
            form = [view for view in action.get("views", []) if view[1] == "form"]
            return dict(action, views=form, res_id=self.id, context={})
        return dict(action, domain=[("id", "in", self.ids)], context={})
