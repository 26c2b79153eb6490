from odoo import models
from odoo.exceptions import UserError

from ...tools.guard.quotes import cut
from ...tools.workflow import WORKFLOW
from ..common.listing import listed
from ..notice.telling import says_what_it_sent
from .directive_inquiry_answer import OPEN

NAMES_SHOWN = 5


class DirectiveInquiryAnswer(models.Model):
    """The steps of a report: put before the head, submitted, returned, no longer asked for."""

    _inherit = "directive.inquiry.answer"

    @says_what_it_sent
    def action_prepare(self):
        """Put these filled-in reports before the heads of the agency, who submit them.

        :raises UserError: if the user is not of the agency, or a required answer is missing
        """
        self._hold_to_fill()
        self._check_complete()
        self._as_system().write({"state": "prepared"})
        self._log("prepare")
        for one in self:
            heads = one.sudo().agency_id._notice_recipients(("head", "deputy"))  # colleagues
            one._tell("inquiry_prepared", {one.id: heads}, occurrence=one._occurrence())
        return True

    @says_what_it_sent
    def action_submit(self):
        """Submit these reports for the agency; the Office is told.

        :raises UserError: if the user may not submit for the agency, a required answer is missing,
            or it is submitted already
        """
        self._hold_to_fill()
        for one in self.filtered(lambda one: not one._is_signer()):
            raise UserError(
                self.env._(
                    "The head of %(agency)s submits this report: put it before them.",
                    agency=one.sudo().agency_id.name,  # of a report they may read
                )
            )
        self._check_complete()
        self._fill_figures()
        today = self.env["directive.settings"]._today()
        self._as_system().write(
            {
                "state": "submitted",
                "date_submitted": today,
                "submitted_by_id": self.env.uid,
                **self._signature(self.env.user),
            }
        )
        self._log("submit")
        self._close_todos()
        for one in self:
            one._tell(
                "inquiry_submitted", {one.id: one._office_rows()}, occurrence=one._occurrence()
            )
        return True

    def _check_complete(self):
        for one in self:
            missing = one.line_ids.filtered(
                lambda line: line.is_required and not line._is_answered()
            )
            if missing:
                raise UserError(
                    self.env._(
                        "Still to be answered: %(questions)s.",
                        questions=listed(
                            self.env, missing.mapped("name"), NAMES_SHOWN, separator="; "
                        ),
                    )
                )

    @says_what_it_sent
    def action_return(self, note=None):
        """Return these submitted reports with a reason; what was submitted stays on record.

        :raises UserError: without a reason, if the user is not of the Office, or one is not
            submitted
        """
        note = self._asked_note("return", note)
        if isinstance(note, dict):
            return note
        self._check_office_step(("submitted",))
        self._check_not_own_words()
        for one in self._as_system():
            one._begin_version()
            one.write({"state": "returned", "return_note": note, "date_submitted": False})
        self._log("return", note)
        self._tell_agencies("inquiry_returned", note=note)
        return True

    @says_what_it_sent
    def action_withdraw(self, note=None):
        """Ask these agencies no longer for their report, saying why.

        :raises UserError: without a reason, if the user is not of the Office, or one is submitted
        """
        note = self._asked_note("withdraw", note)
        if isinstance(note, dict):
            return note
        self._check_office_step(OPEN)
        self._as_system().write({"state": "withdrawn"})
        self._log("withdraw", note)
        self._close_todos()
        self._tell_agencies("inquiry_withdrawn", note=note)
        return True

    def _asked_note(self, step, note):
        """Return the reason, or the action that asks for it where a button needs one."""
        note = self._typed_text(note)
        if not note and self.env.context.get("directive_ask_note"):
            action = self.env["ir.actions.act_window"]._for_xml_id(
                "directive_tracking.directive_inquiry_note_action"
            )
            return dict(action, context={"default_answer_ids": self.ids, "default_step": step})
        if not note:
            raise UserError(self.env._("Enter the reason: the agency reads it."))
        return note

    def _check_office_step(self, states):
        """Lock these reports; raise unless the Office may now take its step on them."""
        self.check_access("read")
        self.env["directive.inquiry"]._check_office()
        self.sudo()._hold()  # the Office writes them by steps alone
        labels = dict(self._fields["state"]._description_selection(self.env))
        for one in self.filtered(lambda one: one.state not in states):
            raise UserError(
                self.env._(
                    "The report of %(agency)s is in the state “%(state)s”: this is not possible.",
                    agency=cut(one.agency_id.name),
                    state=labels[one.state],
                )
            )

    def _check_not_own_words(self):
        for one in self.sudo():  # whoever has changed posts since is no longer of its agency
            own = self.env.user in one.line_ids.filled_by_id | one.submitted_by_id
            if own and not self.env.su:
                raise UserError(
                    self.env._(
                        "You filled in the report of %(agency)s yourself: somebody else must judge "
                        "it.",
                        agency=one.agency_id.name,
                    )
                )

    def _begin_version(self):
        """Go on with a copy of the lines; those submitted are kept as they are."""
        before, number = self.line_ids, self.version + 1
        before.create([line._prepare_next(number) for line in before])
        before.write({"is_current": False})
        self.version = number

    def _log(self, verb, note=False):
        """Write the trail of a step."""
        # Nobody writes the trail; each step has checked its user.
        Step = self.env["directive.inquiry.step"].sudo().with_context(directive_workflow=WORKFLOW)
        Step.create(
            [
                {
                    "answer_id": one.id,
                    "verb": verb,
                    "version": one.version,
                    "user_id": self.env.uid,
                    "note": note,
                }
                for one in self
            ]
        )

    def _chase(self):
        """Ask for these missing reports once more, each once a day."""
        today = self.env["directive.settings"]._today()
        fresh = self.filtered(lambda one: one.date_chased != today)
        for one in fresh._as_system():
            one.write({"date_chased": today, "chase_count": one.chase_count + 1})
        fresh._tell_agencies("inquiry_chased", occurrence=f"chased/{today}")
