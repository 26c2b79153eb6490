from odoo import models
from odoo.exceptions import UserError

from ....tools.workflow import DRAFT
from ...notice.telling import says_what_it_sent


class DirectiveDirective(models.Model):
    """Issuing: requirements of an order and warnings for its sender."""

    _inherit = "directive.directive"

    @says_what_it_sent
    def action_issue(self):
        """Issue these directives and assign all their tasks still in draft.

        :return: True, or the form that asks for confirmation when a button was pressed
        :raises UserError: if a directive is not a draft or lacks required data
        """
        if self.env.context.get("directive_ask_confirmation"):
            return self._open_issue("issue")
        self._check_office()
        self._hold()
        for directive in self.filtered(lambda directive: directive.state != DRAFT):
            raise UserError(
                self.env._("%(name)s has already been issued.", name=directive.display_name)
            )
        self._check_complete(self._drafts())
        self._set_state("issued")
        self._drafts()._apply_transition("assign")
        return True

    @says_what_it_sent
    def action_assign_all(self):
        """Assign every task of these directives that is still in draft.

        :return: True, or the form that asks for confirmation when a button was pressed
        """
        if self.env.context.get("directive_ask_confirmation"):
            return self._open_issue("assign")
        self._drafts().action_assign()
        return True

    def _drafts(self):
        return self.task_ids.filtered(lambda task: task.state == DRAFT)

    def _open_issue(self, step):
        self._check_office()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_issue_action"
        )
        return dict(action, context={"default_directive_ids": self.ids, "default_step": step})

    # Requirements

    def _check_complete(self, tasks):
        """Raise if one of these drafts, or its ``tasks``, lacks required data of an order."""
        for directive in self.filtered(lambda directive: directive.state in (DRAFT, "issued")):
            lacks = directive._lacks(tasks & directive.task_ids)
            if lacks:
                raise UserError(
                    self.env._(
                        "%(name)s cannot be issued yet:\n%(lacks)s",
                        name=directive.display_name,
                        lacks="\n".join(f"– {sentence}" for sentence in lacks),
                    )
                )

    def _what_is_lacking(self):
        """Return the missing data of each, one sentence each; for several orders with the name."""
        several = len(self) > 1
        return [
            f"{directive.display_name}: {sentence}" if several else sentence
            for directive in self
            for sentence in directive._lacks(directive._drafts())
        ]

    def _lacks(self, tasks):
        """Return the data missing for issuing this directive and ``tasks``, as sentences."""
        self.ensure_one()
        lacks = []
        if not self.issuer_id:
            lacks.append(self.env._("Enter the issuer in “Given by”."))
        if not self.date_issued:
            lacks.append(self.env._("Enter the date of issue."))
        if not (self.number or "").strip() and self.source == "document":
            lacks.append(
                self.env._("Enter its number, or choose a source other than an issued document.")
            )
        if not tasks:
            lacks.append(self.env._("Enter at least one task."))
        return lacks + tasks._lacks()
