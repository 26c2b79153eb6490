from odoo import fields, models
from odoo.exceptions import UserError

from ...tools.recipient import Recipient


class DirectiveTask(models.Model):
    """Delegation of a task to the agency's own officers or to agencies below it.

    The delegating agency acts like the Office towards the agency below: it accepts or returns the
    result.
    """

    _inherit = "directive.task"

    def action_open_delegation(self):
        """Open the form that delegates these tasks to officers or to agencies below."""
        return self._open_wizard("directive.task.delegation")

    def _is_delegator(self):
        """Tell whether the user's agency delegated this task."""
        parent = self.sudo().parent_id  # both sides know the delegating agency
        return bool(parent) and parent.lead_agency_id in self.env.user._directive_agencies()

    def _check_delegation(self, agencies=None, users=None):
        """Raise unless the user's agency leads these tasks and the receivers belong to it."""
        for task in self:
            if not (self.env.su or task.can_delegate):
                raise UserError(
                    self.env._(
                        "“%(task)s” cannot be delegated: only its lead agency can delegate it, "
                        "while it is open.",
                        task=task.name,
                    )
                )
            lead = task.lead_agency_id
            for agency in agencies or ():
                if agency == lead or lead not in agency._ancestors():
                    raise UserError(
                        self.env._(
                            "%(agency)s is not below %(lead)s: tasks are delegated downwards only.",
                            agency=agency.name,
                            lead=lead.name,
                        )
                    )
            for user in users or ():
                if lead not in user.sudo()._directive_agencies():  # colleagues' posts
                    raise UserError(
                        self.env._(
                            "%(user)s is not a member of %(lead)s.", user=user.name, lead=lead.name
                        )
                    )

    def _give_to_officers(self, users):
        """Assign officers to these tasks and notify the new ones."""
        self.sudo()._hold()  # agencies have no right to write it
        self._check_delegation(users=users)
        today = fields.Date.to_string(self.env["directive.settings"]._today())
        for task in self.sudo():  # agencies have no write right; the check came before
            fresh = users - task.officer_ids
            task.officer_ids = users
            rows = [
                Recipient(user.partner_id.id, user.id, task.lead_agency_id.id) for user in fresh
            ]
            occurrence = f"{today}/officers/{','.join(map(str, sorted(fresh.ids)))}"
            task._post_notice("task_assigned", {task.id: rows}, occurrence=occurrence)

    def _delegate(self, agencies, content=None, deadline=None):
        """Give each of ``agencies`` its own assigned sub-task of these tasks.

        :param agencies: agencies below the lead agency
        :param str content: their work; the content of the task if omitted
        :param date deadline: no later than the task's own
        :return: the delegated tasks
        """
        self.directive_id.sudo()._hold_and_touch()  # agencies have no right to write it
        self.sudo()._hold_and_touch()
        self._check_delegation(agencies=agencies)
        self._check_inner_deadline(deadline)
        # Agencies have no right to create tasks; the checks came before.
        parents = self.sudo()
        children = parents.browse()
        for parent in parents:
            children |= parents.create(
                [parent._prepare_delegated_vals(agency, content, deadline) for agency in agencies]
            )
            children.filtered(lambda child: not child.parent_id)._restore_history(
                {"parent_id": parent.id}
            )
        children._apply_transition("assign")
        return children.sudo(False)

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

    def _prepare_delegated_vals(self, agency, content, deadline):
        own = deadline or self.date_deadline
        return {
            "directive_id": self.directive_id.id,
            "name": content or self.name,
            "point": self.point,
            "product": self.product,
            "lead_agency_id": agency.id,
            "monitor_id": self.env.user.id,
            "deadline_kind": "date" if own else "none",
            "date_deadline": own,
            "deadline_text": self.deadline_text,
        }
