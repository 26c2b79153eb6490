from odoo import Command, fields, models
from odoo.exceptions import UserError

from ...tools.recipient import Recipient
from ...tools.workflow import WORKFLOW, WORKING_STATES


class DirectiveTask(models.Model):
    """A task split by its lead agency for agencies below it or for its own officers.

    A part is a task of its own and may be split again. Towards it, the delegating agency acts like
    the Office: it accepts or returns the result.
    """

    _inherit = "directive.task"

    def action_open_delegation(self):
        """Open the form that delegates these tasks to officers or to agencies below."""
        return self._open_wizard("directive.task.delegation")

    def _check_delegation(self, agencies=None, users=None):
        """Raise unless the user's agency leads these tasks and the receivers belong to it."""
        if agencies:
            (agencies | self.lead_agency_id).mapped("name")  # all are read at once
        for task in self:
            # The system itself does not split what has been reported or has ended either.
            if task.state not in WORKING_STATES or not (self.env.su or task.can_delegate):
                raise UserError(
                    self.env._(
                        "“%(task)s” cannot be delegated: only its lead agency can delegate it, "
                        "while it is open.",
                        task=task.name,
                    )
                )
            for agency in agencies or ():
                task._check_below(agency, task.lead_agency_id)
            task._check_own_officers(users or ())

    def _check_own_officers(self, users):
        lead = self.lead_agency_id
        for user in users:
            if lead not in user.sudo()._directive_agencies():  # colleagues' posts
                raise UserError(
                    self.env._(
                        "%(user)s is not a member of %(lead)s.", user=user.name, lead=lead.name
                    )
                )

    def _give_to_officers(self, users):
        """Assign officers to these tasks and notify the new ones."""
        self.sudo()._hold_for_officers()  # agencies have no right to write it
        self._check_delegation(users=users)
        today = fields.Date.to_string(self.env["directive.settings"]._today())
        for task in self.sudo():  # agencies have no write right; the check came before
            fresh = users - task.officer_ids
            task.officer_ids = users
            if not fresh:
                continue
            rows = [
                Recipient(user.partner_id.id, user.id, task.lead_agency_id.id) for user in fresh
            ]
            occurrence = f"{today}/officers/{','.join(map(str, sorted(fresh.ids)))}"
            task._post_notice("task_assigned", {task.id: rows}, occurrence=occurrence)

    def _hold_for_officers(self):
        """Lock these tasks, and the agencies against a hand-over of an officer's work."""
        self.lead_agency_id._hold_and_touch()
        self._hold()

    def _delegate(self, agencies=(), content=None, deadline=None, officers=(), **share):
        """Split these tasks: each receiver gets its own assigned part of each.

        :param agencies: agencies below the lead agency
        :param officers: users of the lead agency itself, each of whom gets a part
        :param str content: their work; the content of the task if omitted
        :param date deadline: no later than the task's own
        :param share: ``weight`` and ``is_required`` of each part
        :return: the parts
        :raises UserError: if the user may not, or a receiver has the same part already
        """
        self.directive_id.sudo()._hold_and_touch()  # agencies have no right to write it
        if officers:
            self.sudo()._hold_for_officers()
        self.sudo()._hold_and_touch()
        self._check_delegation(agencies, officers)
        self._check_inner_deadline(deadline)
        # Agencies have no right to create tasks; the checks came before.
        parts = self.browse().sudo()
        for task in self.sudo():
            receivers = [*task._shares_below(agencies), *task._shares_within(officers)]
            work = task._prepare_part_vals(content, deadline) | share | {"parent_id": task.id}
            task._check_not_twice(work["name"], receivers)
            ours = parts.with_context(directive_workflow=WORKFLOW, tracking_disable=WORKFLOW)
            split = ours.create([work | receiver for receiver in receivers])
            parts |= split.with_env(parts.env)
        parts._apply_transition("assign")
        return parts.sudo(False)

    def _shares_below(self, agencies):
        return [{"lead_agency_id": agency.id} for agency in agencies]

    def _shares_within(self, officers):
        lead = self.lead_agency_id.id
        return [
            {"lead_agency_id": lead, "officer_ids": [Command.set(user.ids)]} for user in officers
        ]

    def _check_inner_deadline(self, deadline):
        late = self.filtered(
            lambda task: deadline and task.date_deadline and deadline > task.date_deadline
        )
        if late:
            raise UserError(
                self.env._(
                    "The agencies below must finish before your own deadline, %(deadline)s.",
                    deadline=fields.Date.to_string(min(late.mapped("date_deadline"))),
                )
            )

    def _check_not_twice(self, content, receivers):
        """Raise if a receiver has an open part with the same content: somebody else was quicker."""
        given = {
            (part.lead_agency_id.id, part.officer_ids)
            for part in self.child_ids
            if part.is_open and part.name == content
        }
        officers = self.env["res.users"]
        for one in receivers:
            users = officers.browse(one["officer_ids"][0][2] if "officer_ids" in one else ())
            if (one["lead_agency_id"], users) in given:
                who = users.name or self.lead_agency_id.browse(one["lead_agency_id"]).name
                raise UserError(
                    self.env._(
                        "%(receiver)s already has “%(content)s” as an open part of this task: "
                        "enter what else there is to do.",
                        receiver=who,
                        content=content,
                    )
                )

    def _prepare_part_vals(self, content, deadline):
        own = deadline or self.date_deadline
        return {
            "directive_id": self.directive_id.id,
            "name": content or self.name,
            "point": self.point,
            "product": self.product,
            "monitor_id": self.env.user.id,
            "deadline_kind": "date" if own else "none",
            "date_deadline": own,
            # The document words the deadline of the whole; one of its own is in nobody's words.
            "deadline_text": own == self.date_deadline and self.deadline_text,
        }
