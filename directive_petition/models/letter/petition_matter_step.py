from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ...tools.letter.words import refusal_list, results_at
from ...tools.letter.workflow import (
    IN_HAND,
    MANAGER,
    OVER,
    RESTORING,
    TRANSITIONS,
    target_of,
    verbs_from,
)

GROUP_MANAGER = "directive_petition.group_petition_manager"
# What a step may be handed; the rest is refused.
STEP_VALUES = {
    "day",
    "reason",
    "ground_id",
    "sent_to_id",
    "sent_to_text",
    "document_number",
    "document_date",
    "result",
    "handler_id",
    "extension_days",
    "attachment_ids",
}
OF_MATTER = {"result", "handler_id"}  # kept on the matter, not in the trail
STAMPED = ("classified", "accepted", "verifying", "dialogue", "decided", "published", "enforcing")


class PetitionMatter(models.Model):
    """The one way in which a matter goes from state to state."""

    _inherit = "petition.matter"

    possible_verbs = fields.Char(compute="_compute_possible_verbs")
    possible_results = fields.Char(compute="_compute_possible_results")

    @api.depends("state", "kind", "agency_id")
    @api.depends_context("uid")
    def _compute_possible_verbs(self):
        """List the steps that the reader may take, between commas."""
        actor = self._actor()
        for matter in self:
            verbs = (
                verbs_from(matter.state, matter.kind, actor) if matter._is_handled_here() else ()
            )
            matter.possible_verbs = ",".join(("", *verbs, ""))

    @api.depends("level")
    def _compute_possible_results(self):
        """List how a decision of this level may end, between commas."""
        for matter in self:
            matter.possible_results = ",".join(("", *results_at(matter.level), ""))

    def _is_handled_here(self):
        """Tell whether the reader may write this matter."""
        return bool(self.is_of_my_agency) and self.has_access("write")

    @api.model
    def _actor(self):
        return MANAGER if self.env.user.has_group(GROUP_MANAGER) else "user"

    def _take_step(self, verb, values=None):
        """Take ``verb`` on this matter as the current user, and keep it in the trail.

        :param dict values: of `STEP_VALUES`, lists as commands that only name records
        :return: the row of `petition.step`
        :raises UserError: if the matter does not stand there, or something is missing
        """
        self.ensure_one()
        self.check_access("write")
        self._hold_and_touch()
        values = self._typed_step(verb, values)
        self._check_step(verb, values)
        return self._record_step(verb, values)

    def _typed_step(self, verb, values):
        """Return the values of a step as they are kept; ``day`` is set."""
        if verb not in TRANSITIONS:
            raise ValidationError(self.env._("There is no such step: %s.", repr(verb)[:30]))
        values = dict(self._typed_values(values))
        if values.keys() - STEP_VALUES:
            raise UserError(self.env._("A step cannot write this."))
        for name in ("reason", "sent_to_text", "document_number"):
            values[name] = self._typed_text(values.get(name))
        for name in ("day", "document_date"):
            values[name] = self._typed_day(values.get(name))
        values["day"] = values["day"] or self.env["directive.settings"]._today()
        return values

    # Checks

    def _check_step(self, verb, values):
        """Raise unless the current user may take ``verb`` now; higher rooms ask for more."""
        step = TRANSITIONS[verb]
        if step.actor == MANAGER and self._actor() != MANAGER:
            raise AccessError(self.env._("You are not allowed to take this step: a manager is."))
        if self.state not in step.sources or self.kind not in step.kinds:
            raise UserError(
                self.env._(
                    "“%(name)s” is %(state)s: this step cannot be taken now.",
                    name=self.display_name,
                    state=dict(self._fields["state"]._description_selection(self.env))[self.state],
                )
            )
        self._check_day(values["day"])
        for name in step.needs:
            self._check_need(name, values)
        if values.get("sent_to_id") == self.agency_id.id:
            raise ValidationError(self.env._("Choose another body: this one has it already."))
        if verb == "accept":
            self._check_conditions()
        if verb in RESTORING:
            self._check_may_go_on(values["day"])

    def _check_day(self, day):
        if not self.date_received <= day <= self.env["directive.settings"]._today():
            raise ValidationError(
                self.env._("The day of a step must be between the receipt of the letter and today.")
            )

    def _check_need(self, name, values):
        given = values.get(name)
        if name == "sent_to":
            given = values.get("sent_to_id") or values["sent_to_text"]
        if not given:
            self._refuse_without(name)
        if name == "ground_id":
            ground = self.env["petition.ground"].browse(given)
            ground._check_holds(refusal_list(self.kind), values.get("day"))
        if name == "handler_id" and given not in self._possible_handlers().ids:
            raise ValidationError(
                self.env._(
                    "Choose somebody who works with petitions in the agency that handles it."
                )
            )

    def _refuse_without(self, name):
        labels = {
            "reason": self.env._("Enter the reason."),
            "ground_id": self.env._("Choose the legal ground."),
            "document_number": self.env._("Enter the number of the document."),
            "sent_to": self.env._("Enter the body to which it goes."),
            "result": self.env._("Choose the result."),
            "handler_id": self.env._("Choose who handles it."),
            "extension_days": self.env._("Enter the number of days of the extension."),
        }
        raise ValidationError(labels[name])

    def _possible_handlers(self):
        """Return the staff of petitions in the agency that handles this matter."""
        group = self.env.ref("directive_petition.group_petition_user")
        # Members are not everybody's to read; who handles a matter is chosen among them.
        members = self.sudo().agency_id.member_ids.user_id
        return members.filtered(lambda user: group in user.all_group_ids).sudo(False)

    # Taking it

    def _seen_in_forms(self):
        """Return what differs once somebody takes a step, also one that leaves the state as it is."""
        # How many steps there were is no secret of who may read the matter.
        return f"{self.state} {len(self.sudo().step_ids)}"

    def _record_step(self, verb, values):
        before = self.state
        state = target_of(verb, before, self._stood_in(verb))
        known = self.with_context(directive_workflow=WORKFLOW)
        known.write(self._values_of_step(verb, state, values))
        step = known._append_step(verb, before, values)
        self._after_step(step)
        return step

    def _stood_in(self, verb):
        """Return the state with which ``verb`` goes on, None for most."""
        if verb in RESTORING:
            return self._ending_step().state_from
        return self._suspended_in() if verb == "resume" else None

    def _suspended_in(self):
        """Return the state in which this matter was suspended: the last one of those it reached."""
        reached = [state for state in IN_HAND if self[f"date_{state}"]]
        return reached[-1] if reached else None

    def _values_of_step(self, verb, state, values):
        """Return what ``verb`` writes in the matter; higher rooms add theirs."""
        day, outcome = values["day"], TRANSITIONS[verb].outcome
        found = {"state": state, "date_over": day if state in OVER else False}
        if verb not in ("resume", *RESTORING) and state != self.state and state in STAMPED:
            found[f"date_{state}"] = day
        if outcome:
            found |= {"outcome": outcome, "date_outcome": day}
        if "sent_to" in TRANSITIONS[verb].needs:
            found["is_competent"] = False
        if verb == "reopen":
            found |= {"outcome": False, "date_outcome": False, "ground_id": False}
        for name in ("ground_id", *OF_MATTER):
            if values.get(name):
                found[name] = values[name]
        if "sent_to" in TRANSITIONS[verb].needs:
            found["sent_to_ids"] = self._sent_to(values.get("sent_to_id"))
        return found | (self._values_of_restoring() if verb in RESTORING else {})

    def _append_step(self, verb, before, values):
        kept = {name: values[name] for name in values if name not in OF_MATTER}
        # Only the system writes the trail; its author is the reader.
        step = (
            self.env["petition.step"]
            .sudo()
            .create(
                {
                    **kept,
                    "matter_id": self.id,
                    "verb": verb,
                    "state_from": before,
                    "state_to": self.state,
                    "date": fields.Datetime.now(),
                    "user_id": self.env.uid,
                }
            )
        )
        step.attachment_ids.sudo(False)._adopt(step)
        return step.sudo(False).with_context(directive_workflow=None)

    def _after_step(self, step):
        """Do what follows from ``step``; higher rooms start clocks and tell people here."""

    # Buttons

    def action_open(self):
        """Open this matter, from the letter that holds it."""
        self.ensure_one()
        self.check_access("read")
        return self._get_records_action(context={})

    def action_step(self):
        """Open the form of a step: the one in the context, or the choice of those possible."""
        self.ensure_one()
        return self.env["petition.matter.stepping"]._opened(self)
